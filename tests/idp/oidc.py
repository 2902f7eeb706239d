"""An OpenID Connect provider on a port of its own: discovery, codes with PKCE, tokens, keys, userinfo."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

from tests.idp.keys import keys

CLIENT_ID, SECRET = "acquaint", "only-the-campus-knows-this-long-secret"


class OidcProvider:
    """Signs in whoever `person` says; `changes` are put over what its token says, `None` takes a claim away."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.changes: dict[str, Any] = {}
        self.signed_by = "oidc"
        self.algorithm = "RS256"
        self.in_userinfo: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self, parse_qs(urlsplit(self.path).query))

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                provider.answer(self, parse_qs(self.rfile.read(length).decode()))

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def answer(self, http: BaseHTTPRequestHandler, given: dict[str, list[str]]) -> None:
        values = {name: found[0] for name, found in given.items()}
        match urlsplit(http.path).path:
            case "/.well-known/openid-configuration":
                self._send(http, self._about())
            case "/authorize":
                http.send_response(302)
                http.send_header("Location", self._back(values))
                http.end_headers()
            case "/token":
                status, body = self._token(values)
                self._send(http, body, status)
            case "/keys":
                self._send(http, {"keys": [self._public()]})
            case "/userinfo":
                self._send(http, self.in_userinfo)
            case "/elsewhere/.well-known/openid-configuration":
                http.send_response(302)
                http.send_header("Location", "/.well-known/openid-configuration")
                http.end_headers()
            case _:
                self._send(http, {}, 404)

    @staticmethod
    def _send(http: BaseHTTPRequestHandler, body: object, status: int = 200) -> None:
        data = json.dumps(body).encode()
        http.send_response(status)
        http.send_header("Content-Type", "application/json")
        http.send_header("Content-Length", str(len(data)))
        http.end_headers()
        http.wfile.write(data)

    def _about(self) -> dict[str, object]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in places.items()} | {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _back(self, asked: dict[str, str]) -> str:
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self, given: dict[str, str]) -> tuple[int, dict[str, object]]:
        asked = self.codes.pop(given.get("code", ""), None)  # a code is good once
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest()).rstrip(b"=")
        if asked is None or given.get("client_secret") != SECRET or proof.decode() != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}

    def token(self, nonce: str) -> str:
        """What the provider says, signed."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": nonce, **self.person}
        claims = {name: value for name, value in (claims | self.changes).items() if value is not None}
        key = keys(self.signed_by).private if self.algorithm == "RS256" else "" if self.algorithm == "none" else SECRET
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "one"})

    @staticmethod
    def _public() -> dict[str, object]:
        told = jwt.algorithms.RSAAlgorithm.to_jwk(keys("oidc").private.public_key(), as_dict=True)
        return told | {"kid": "one", "use": "sig", "alg": "RS256"}
