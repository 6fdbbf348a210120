"""A small OpenID Connect provider: `python oidc_provider.py PORT`. It believes what is clicked.

Its page has a link for each person; `brief` is somebody whose sign-in ends after a few seconds.
"""

from __future__ import annotations

import base64
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

PEOPLE = {"first": 3600, "second": 3600, "brief": 12}  # seconds for which the sign-in holds
KEY = RSAKey.generate_key(2048, parameters={"kid": "only"}, private=True)


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        base = f"http://{self.headers['host']}"
        if address.path == "/.well-known/openid-configuration":
            self.reply_json(description(base))
        elif address.path == "/keys":
            self.reply_json({"keys": [KEY.as_dict(private=False)]})
        elif address.path == "/authorize":
            self.reply(people_page(query), "text/html; charset=utf-8")
        elif address.path == "/favicon.ico":
            self.reply("", "image/x-icon")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        form = {
            name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()
        }
        person, nonce, client = json.loads(base64.urlsafe_b64decode(form["code"]))
        now = int(time.time())
        claims = {
            "iss": f"http://{self.headers['host']}",
            "aud": client,
            "sub": person,
            "name": person,
            "nonce": nonce,
            "iat": now,
            "exp": now + PEOPLE[person],
        }
        token = jwt.encode({"alg": "RS256", "kid": "only"}, claims, KEY)
        self.reply_json(
            {
                "access_token": "none",
                "token_type": "Bearer",
                "expires_in": PEOPLE[person],
                "id_token": token,
            }
        )

    def reply_json(self, data: object) -> None:
        self.reply(json.dumps(data), "application/json")

    def reply(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *parts: object) -> None:
        pass


def description(base: str) -> dict[str, object]:
    return {
        "issuer": base,
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "jwks_uri": f"{base}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


def people_page(query: dict[str, str]) -> str:
    links = []
    for person in PEOPLE:
        code = json.dumps([person, query.get("nonce", ""), query["client_id"]]).encode()
        back = {"code": base64.urlsafe_b64encode(code).decode(), "state": query["state"]}
        links.append(f'<a href="{query["redirect_uri"]}?{urlencode(back)}">{person}</a>')
    return "<!doctype html><title>Who are you?</title>" + " ".join(links).replace("&", "&amp;")


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
