"""A thin client of the sandbox's own calls, for the command line, the demo and exercises.

Owns the calls as methods, with nothing but the standard library. Refuses proxies and redirects:
a sandbox is reached directly or not at all.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode

_TIMEOUT_S = 15.0
_BODY_BYTES_MAX = 16 * 1024 * 1024


class SandboxRefused(Exception):
    """The sandbox said no; `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class SandboxUnreachable(ConnectionError):
    """Nothing that speaks as a sandbox answered."""


@dataclass(frozen=True, slots=True)
class SandboxAdmin:
    """The admin's side of one sandbox."""

    url: str
    admin_token: str

    def claim(self, user: str | Mapping[str, str], coupon_type: int) -> dict[str, Any]:
        """Claim a coupon of a type for a user, given by name or by identifiers."""
        given = {"name": user} if isinstance(user, str) else dict(user)
        return self._one("POST", "/claims", {"user": given, "type": coupon_type})

    def present(self, coupon_id: str) -> dict[str, Any]:
        """Return a fresh `code` of a coupon and when it `expires_at`."""
        return self._one("POST", "/presentations", {"coupon_id": coupon_id})

    def suspend(self, store_id: str, reason: str) -> dict[str, Any]:
        """Suspend a store."""
        return self._one(
            "POST", f"/stores/{quote(store_id, safe='')}/suspension", {"reason": reason}
        )

    def resume(self, store_id: str, reason: str = "") -> dict[str, Any]:
        """Let a store redeem again; the reason is kept with the monitor's report."""
        path = f"/stores/{quote(store_id, safe='')}/suspension?reason={quote(reason, safe='')}"
        return self._one("DELETE", path)

    def set_coupon_state(self, coupon_id: str, state: str) -> dict[str, Any]:
        """Make a coupon `frozen`, `revoked` or `usable`."""
        return self._one("POST", f"/coupons/{quote(coupon_id, safe='')}/state", {"state": state})

    def activation_code(self, store_id: str | None = None, *, uses_max: int = 1) -> str:
        """Make a further activation code."""
        asked = {"store_id": store_id, "uses_max": uses_max}
        return str(self._one("POST", "/activation-codes", asked)["activation_code"])

    def revoke_terminal(self, terminal_id: str) -> dict[str, Any]:
        """Revoke a terminal."""
        return self._one("POST", f"/terminals/{quote(terminal_id, safe='')}/revocation", {})

    def set_clock(self, now: str | None, *, running: bool = True) -> dict[str, Any]:
        """Set the platform's time; None is the machine's own."""
        return self._one("PUT", "/clock", {"now": now, "running": running})

    def set_faults(self, plan: Mapping[str, Any]) -> dict[str, Any]:
        """Put a fault plan in force; an empty one ends all faults."""
        return self._one("PUT", "/faults", plan)

    def stores(self) -> list[dict[str, Any]]:
        """List the stores and how they stand."""
        return self._many("/stores")

    def redemptions(self) -> list[dict[str, Any]]:
        """List what the platform holds."""
        return self._many("/redemptions")

    def alarms(self) -> list[dict[str, Any]]:
        """List what honest terminals do not do."""
        return self._many("/alarms")

    def statement_file(self, store_id: str, date: str) -> str:
        """Download a store's statement of a day."""
        return self._text(f"/statements/{quote(store_id, safe='')}/{quote(date, safe='')}")

    def bureau_file(self, first: str, last: str, form: str) -> str:
        """Download the redemptions of some days without personal data, as `json` or `csv`."""
        asked = urlencode({"from": first, "to": last, "format": form})
        return self._text(f"/bureau/redemptions?{asked}")

    def set_monitor(self, *, automatic: bool) -> dict[str, Any]:
        """Let the monitor look by itself after bookings, or no longer."""
        return self._one("PUT", "/monitor", {"automatic": automatic})

    def monitor(self) -> dict[str, Any]:
        """Tell how the monitor is set."""
        return self._one("GET", "/monitor")

    def run_monitor(self, date: str | None = None) -> list[dict[str, Any]]:
        """Let the monitor look at a day now; today, without one."""
        return self._many("/monitor/run", "POST", {"date": date})

    def monitor_reports(self) -> list[dict[str, Any]]:
        """List the monitor's reports, the newest first."""
        return self._many("/monitor/reports")

    def monitor_report_file(self, number: int, form: str) -> str:
        """Download one report as `json`, `text` or `html`."""
        return self._text(f"/monitor/reports/{number}?format={form}")

    def _text(self, path: str) -> str:
        try:
            return self._body("GET", path, None).decode()
        except UnicodeDecodeError as failure:
            raise SandboxUnreachable(f"{self.url} does not answer as a sandbox") from failure

    def _one(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        answer = self._call(method, path, body)
        if not isinstance(answer, dict):
            raise SandboxUnreachable(f"{self.url} does not answer as a sandbox")
        return answer

    def _many(
        self, path: str, method: str = "GET", body: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        answer = self._call(method, path, body)
        if not isinstance(answer, list):
            raise SandboxUnreachable(f"{self.url} does not answer as a sandbox")
        return answer

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        try:
            return json.loads(self._body(method, path, body))
        except ValueError as failure:
            raise SandboxUnreachable(f"{self.url}: {failure}") from failure

    def _body(self, method: str, path: str, body: Mapping[str, Any] | None) -> bytes:
        if not self.url.startswith(("http://", "https://")):
            raise SandboxUnreachable(f"{self.url} is no http address")
        request = urllib.request.Request(  # noqa: S310 (the scheme was checked)
            f"{self.url.rstrip('/')}/sandbox{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.admin_token}",
                "Content-Type": "application/json",
            },
        )
        try:
            with _OPENER.open(request, timeout=_TIMEOUT_S) as answer:
                content: bytes = answer.read(_BODY_BYTES_MAX)
                return content
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error) from error
        except (OSError, HTTPException, ValueError) as failure:
            raise SandboxUnreachable(f"{self.url}: {failure}") from failure


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_details: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())


def _refusal(error: urllib.error.HTTPError) -> Exception:
    try:
        problem = json.loads(error.read(_BODY_BYTES_MAX))
        return SandboxRefused(str(problem["code"]), str(problem["detail"]))
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return SandboxUnreachable(f"status {error.code} that no sandbox sends")
