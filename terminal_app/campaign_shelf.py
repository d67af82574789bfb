"""Kept campaign documents, each checked once against the keys that stood before it. Owns in which order keys follow."""

from __future__ import annotations

from terminal_app.bank.documents import Documents, NotSigned
from terminal_app.domain.campaign import Campaign
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import Enrolment
from terminal_app.store.database import Database


class CampaignShelf:
    """Reads kept campaign documents, each checked once against the keys that stood before it."""

    def __init__(self, database: Database, enrolment: Enrolment) -> None:
        self._database = database
        self._keys = list(enrolment.keys)
        self._read: dict[str, Campaign] = {}

    def open(self, document: str) -> Campaign:
        """The campaign of a kept document.

        Raises EnvironmentTrouble when a document that was kept is signed by none of the keys before it.
        """
        if document not in self._read:
            self._walk()
        return self._read[document]

    def _walk(self) -> None:
        """From the first version on: each document may bring the key that signs the next."""
        with self._database.snapshot() as connection:
            kept = connection.execute("SELECT document FROM campaign ORDER BY version").fetchall()
        for (document,) in kept:
            if document in self._read:
                continue
            try:
                campaign = Documents(self._keys).campaign(document)
            except NotSigned as error:
                raise EnvironmentTrouble(
                    Trouble.STORAGE_DAMAGED, file=str(self._database.path), problem=str(error)
                ) from error
            self._read[document] = campaign
            self._keys += campaign.keys
