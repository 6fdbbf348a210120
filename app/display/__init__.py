"""What the page shows: plain data, words, pictures of pages, questions worth asking."""
