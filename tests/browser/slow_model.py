"""A language model that takes its time: `python slow_model.py PORT` says a word every half second.

It speaks the OpenAI shape, and says nothing of use.
"""

from __future__ import annotations

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = 240


class SlowModel(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        try:
            for number in range(1, WORDS + 1):
                self.say(f"word{number} ")
                time.sleep(0.5)
        except (BrokenPipeError, ConnectionResetError):
            return  # whoever asked has gone

    def say(self, text: str) -> None:
        piece = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "slow",
            "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}],
        }
        self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *parts: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), SlowModel).serve_forever()
