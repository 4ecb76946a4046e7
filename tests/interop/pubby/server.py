"""A server that speaks ActivityPub with pubby, for the tests in tests/interop.

It is driven as the one in ../fedify/server.mjs is: one line of JSON on stdin, one answer on stdout, and it ends
when stdin does. Every signature is verified by pubby; every document but WebFinger's is given to signed
requests only.
"""

import json
import logging
import sys
import tempfile
import threading
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urlsplit

import requests
from flask import Flask, jsonify, request
from pubby import ActivityPubHandler, ActorConfig, Object, SignatureVerificationError, resolve_actor_url
from pubby.crypto import load_private_key, sign_request
from pubby.server.adapters.flask import bind_activitypub
from pubby.storage.adapters.file import FileActivityPubStorage
from werkzeug.serving import make_server

NAME = "visitor"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
CONTEXT = ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"]

logging.getLogger("werkzeug").setLevel(logging.ERROR)


def kind_of_signature(headers):
    """The kind of signature that a request carries; names are in the form of the other server."""
    names = {name.lower() for name in dict(headers)}
    if "signature-input" in names:
        return "rfc9421"
    return "draft-cavage-http-signatures-12" if "signature" in names else None


sent = []  # requests that went out
received = []  # activities that came in, with how they were signed and answered
understood = []  # what pubby's own classes made of the activities that it let in
published = {}

# pubby asks for handles over https alone, and nobody has a certificate for loopback. All else is as it was.
ask_anything = requests.Session.request


def ask(session, method, url, **words):
    url = url.replace("https://127.", "http://127.", 1)
    answer = ask_anything(session, method, url, **words)
    signature = kind_of_signature(words.get("headers") or {})
    sent.append({"method": method.upper(), "url": url, "signature": signature, "status": answer.status_code})
    return answer


requests.Session.request = ask

app = Flask(__name__)
server = make_server("127.0.0.1", 0, app, threaded=True)
host = f"127.0.0.1:{server.server_port}"
origin = f"http://{host}"


def tell_what_came(activity, raw):
    """Notes what pubby let in; pubby goes on with it."""
    thing = activity.object
    thing = told(thing) if isinstance(thing, dict) else {"id": thing}
    understood.append({"type": activity.type, "actor": activity.actor, "object": thing})


key = load_private_key((Path(__file__).parents[2] / "fixtures/keys/gao.pem").read_text())
folder = tempfile.TemporaryDirectory()
handler = ActivityPubHandler(
    FileActivityPubStorage(folder.name),
    ActorConfig(base_url=origin, username=NAME, name="Un visiteur", actor_path=f"/users/{NAME}"),
    private_key=key,
    webfinger_domain=host,
    async_delivery=False,
    max_retries=1,
    strict_attribution=True,
    allow_private_targets=True,
    on_activity=tell_what_came,
)


@app.before_request
def only_for_signed_requests():
    if request.method != "GET" or request.path.startswith("/.well-known/"):
        return None
    try:
        handler.verify_fetch_signature("GET", request.path, dict(request.headers))
    except SignatureVerificationError as refusal:
        return jsonify({"error": str(refusal)}), 401
    return None


@app.after_request
def note_activity(answer):
    if request.method == "POST":
        signature = kind_of_signature(request.headers)
        received.append({"signature": signature, "status": answer.status_code, "activity": request.get_json(force=True)})
    return answer


bind_activitypub(app, handler)


@app.get(f"/users/{NAME}")
def actor():
    return handler.get_actor_document(), {"content-type": "application/activity+json"}


@app.get("/objects/<number>")
def published_object(number):
    document = published.get(f"{origin}/objects/{number}")
    if document is None:
        return jsonify({"error": "not found"}), 404
    return document, {"content-type": "application/activity+json"}


def told(document):
    """An object in a few words, as pubby's class tells it."""
    thing = Object.build(document)
    place = document.get("location")
    return {
        "id": thing.id,
        "type": thing.type,
        "name": thing.name,
        "summary": thing.summary,
        "content": thing.content,
        "author": thing.attributed_to,
        "published": thing.published and thing.published.isoformat(),
        "updated": thing.updated and thing.updated.isoformat(),
        "starts": document.get("startTime"),
        "ends": document.get("endTime"),
        "place": place.get("name") if isinstance(place, dict) else None,
        "handle": document.get("preferredUsername"),
    }


def find(address):
    """The document at an address or of a handle, asked for with a signature."""
    if not address.startswith("http"):
        name, home = address.removeprefix("@").split("@")
        address = resolve_actor_url(name, home)
    accept = {"Accept": "application/activity+json"}
    headers = sign_request(key, handler.key_id, "GET", address, headers=accept)
    answer = requests.get(address, headers=headers, timeout=10)
    answer.raise_for_status()
    return answer.json()


def fresh(kind):
    fresh.counted += 1
    return f"{origin}/{kind}/{fresh.counted}"


fresh.counted = 0


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def tell(kind, document, to=()):
    """Sends an activity to all followers, and to those who are named."""
    activity = {
        "@context": CONTEXT,
        "id": fresh("activities"),
        "type": kind,
        "actor": handler.actor_id,
        "to": [PUBLIC, *to],
        "cc": [handler.followers_url],
        "object": document,
    }
    handler.publish_activity(activity)
    return activity["id"]


def follow(actor):
    return tell("Follow", find(actor)["id"], [actor])


def publish(type="Note", name=None, content="", starts=None, ends=None, place=None, reply_to=None, to=()):
    document = {
        "@context": CONTEXT,
        "id": fresh("objects"),
        "type": type,
        "attributedTo": handler.actor_id,
        "to": [PUBLIC, *to],
        "content": content,
        "published": now(),
        "name": name,
        "startTime": starts,
        "endTime": ends,
        "location": place and {"type": "Place", "name": place},
        "inReplyTo": reply_to,
    }
    document = {key: value for key, value in document.items() if value is not None}
    published[document["id"]] = document
    tell("Create", document, to)
    return document["id"]


def update(object, content):
    document = published[object]
    document.update(content=content, updated=now())
    return tell("Update", document)


def delete(object):
    del published[object]
    return tell("Delete", {"id": object, "type": "Tombstone"})


def seen():
    followers = [follower.actor_id for follower in handler.inbox.storage.get_followers()]
    return {"received": received, "understood": understood, "sent": sent, "followers": followers}


commands = {
    "find": lambda address: told(find(address)),
    "follow": follow,
    "publish": publish,
    "update": update,
    "delete": delete,
    "seen": seen,
}


def say(line):
    print(json.dumps(line), flush=True)


threading.Thread(target=server.serve_forever, daemon=True).start()
say({"open": {"actor": handler.actor_id, "handle": f"@{NAME}@{urlsplit(origin).netloc}"}})
for line in sys.stdin:
    words = json.loads(line)
    try:
        say({"ok": commands[words.pop("do")](**words)})
    except Exception as failure:  # the test decides what a failure means
        say({"failed": repr(failure)})
