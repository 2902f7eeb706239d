"""`python -m config.mailbox FOLDER SMTP_PORT WEB_PORT [HOST]`."""

import signal
import sys
import threading
from pathlib import Path

from config.mailbox.server import Mailbox

if __name__ == "__main__":
    folder, smtp_port, web_port, *host = sys.argv[1:]
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    mailbox = Mailbox(
        Path(folder), smtp_port=int(smtp_port), web_port=int(web_port), host=host[0] if host else "127.0.0.1"
    )
    mailbox.start()
    stop.wait()
    mailbox.stop()
