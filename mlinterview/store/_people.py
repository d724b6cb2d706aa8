"""Columns that are no answers: who, which paper, and what form tools add of their own."""

from __future__ import annotations

import re

from mlinterview.store._columns import Use

__all__ = ["FAMILY_NAMES", "GIVEN_NAMES", "PEOPLE", "field_of", "heading_key", "is_ignored"]

#: headings that say who, the surest first
PEOPLE = (
    "examinee", "examineeid", "name", "yourname", "whatisyourname", "fullname", "yourfullname",
    "studentname", "youremail", "youremailaddress", "whatisyouremail", "whatisyouremailaddress",
    "email", "emailaddress", "mail",
    "mailaddress", "student", "studentid", "studentnumber", "studentno", "idnumber", "username",
    "user", "userid", "login", "loginid", "candidate", "candidateid", "candidatenumber",
    "participant", "participantid", "respondent", "respondentid", "learner", "person", "personid",
    "matriculationnumber", "matrikelnummer", "matrikelnr", "kennung", "benutzername",
    "nutzername", "emailadresse", "mailadresse", "teilnehmer", "studierende", "prüfling", "sisid",
    "sisuserid", "externaldatareference", "id",
)  # fmt: skip
GIVEN_NAMES = ("firstname", "givenname", "forename", "vorname", "recipientfirstname")
FAMILY_NAMES = ("lastname", "familyname", "surname", "nachname", "recipientlastname")

_FIELDS: dict[str, Use] = {
    "variant": "variant", "variante": "variant", "formvariant": "variant", "version": "variant",
    "papervariant": "variant", "seed": "seed", "form": "form", "formid": "form",
    "attempt": "attempt", "attemptnumber": "attempt", "versuch": "attempt", "seconds": "seconds",
}  # fmt: skip

_IGNORED = frozenset({
    "timestamp", "zeitstempel", "time", "date", "datum", "uhrzeit", "start", "started",
    "startedon", "starttime", "startdate", "startzeit", "end", "ended", "endtime", "enddate",
    "completed", "completedon", "completiontime", "fertigstellungszeit", "submitted",
    "submittedat", "submissiontime", "submissiondate", "lastmodifiedtime", "recordeddate",
    "created", "createdat", "datestamp", "score", "totalscore", "totalpoints", "points", "punkte",
    "gesamtpunktzahl", "quizfeedback", "grade", "status", "state", "finished", "progress", "ip",
    "ipaddress", "language", "userlanguage", "startlanguage", "lastpage", "group", "class",
    "klasse", "gruppe", "section", "sectionid", "sectionsisid", "course", "kurs", "department",
    "institution", "consent", "comment", "comments", "kommentar", "kommentare", "duration",
    "durationinseconds", "timetaken", "useragent", "browser", "device", "token", "responseid",
    "submissionid", "submission", "network", "networkid", "refererurl", "distributionchannel",
    "collectorid", "customdata", "locationlatitude", "locationlongitude", "recipientemail",
    "ncorrect", "nincorrect",
})  # fmt: skip
_GRADE = re.compile(r"(?:grade|bewertung|score|total)[0-9]*")


def heading_key(heading: str) -> str:
    """A heading's letters and digits: ``E-Mail Address *`` is ``emailaddress``."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def field_of(key: str) -> Use | None:
    """The field of a record that such a heading names."""
    return _FIELDS.get(key)


def is_ignored(key: str) -> bool:
    """Whether a form tool writes such a column of its own accord."""
    return key in _IGNORED or _GRADE.fullmatch(key) is not None
