// A server that speaks ActivityPub with Fedify, for the tests in tests/interop.
//
// Started with its settings as one JSON argument. It says one line of JSON when it is open, then answers
// each line that it is told on stdin with one line on stdout, and ends when stdin does:
//
//   {"do": "follow", "actor": "http://…"}   ->   {"ok": …} or {"failed": "why"}
//
// Every signature is verified by Fedify; every document but WebFinger's is given to signed requests only.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

// Fedify is where tests/foreign installed it, the current folder, and not beside this file.
const require = createRequire(`${process.cwd()}/`);
const { createFederation, generateCryptoKeyPair, MemoryKvStore, verifyObject } = require("@fedify/fedify");
const { Temporal } = require("@js-temporal/polyfill");
const vocab = require("@fedify/vocab");

const CAVAGE = "draft-cavage-http-signatures-12";
const RFC_9421 = "rfc9421";
const NAME = "visitor";

/** Which kind of signature is tried first, and which kinds are let in. */
const settings = { signs: RFC_9421, accepts: [CAVAGE, RFC_9421], ...JSON.parse(process.argv[2] ?? "{}") };

const kindOfSignature = (headers) =>
  headers.has("signature-input") ? RFC_9421 : headers.has("signature") ? CAVAGE : null;

/** Requests that went out. */
const sent = [];
/** Activities that came in, with how they were signed and answered. */
const received = [];
/** What Fedify's own classes made of the activities that it let in. */
const understood = [];
const followers = new Map();
const published = new Map();

// Fedify asks for handles over https alone, and nobody has a certificate for loopback. All else is as it was.
const fetchAnything = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  const plain = address.replace(/^https:\/\/127\./, "http://127.");
  const response = await fetchAnything(plain === address ? input : plain, init);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
  const method = init?.method ?? (input instanceof Request ? input.method : "GET");
  sent.push({ method, url: plain, signature: kindOfSignature(headers), status: response.status });
  return response;
};

const server = createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = incoming.method === "POST" ? Buffer.concat(chunks) : undefined;
  const request = new Request(origin + incoming.url, { method: incoming.method, headers: incoming.headers, body });
  const response = await answer(request);
  if (body) {
    const signature = kindOfSignature(request.headers);
    received.push({ signature, status: response.status, activity: JSON.parse(body.toString()) });
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});
await new Promise((opened) => server.listen(0, "127.0.0.1", opened));
const origin = `http://127.0.0.1:${server.address().port}`;

async function answer(request) {
  const signature = kindOfSignature(request.headers);
  if (request.method === "POST" && signature !== null && !settings.accepts.includes(signature)) {
    const components = '"@method" "@target-uri" "@authority" "content-digest"';
    return new Response("this kind of signature is not taken", {
      status: 401,
      headers: { "accept-signature": `sig1=(${components});created;keyid` },
    });
  }
  return await federation.fetch(request, { contextData: undefined });
}

const federation = createFederation({
  kv: new MemoryKvStore(),
  origin,
  allowPrivateAddress: true,
  firstKnock: settings.signs,
});
const context = federation.createContext(new URL(origin), undefined);
const me = { identifier: NAME };
// Making an RSA key takes Node seconds.
const keys = [await rsaKeyPair("liege"), await generateCryptoKeyPair("Ed25519")];
const isSigned = async (ctx) => (await ctx.getSignedKey()) !== null;

federation
  .setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
    if (identifier !== NAME) return null;
    const pairs = await ctx.getActorKeyPairs(identifier);
    return new vocab.Person({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      name: "Une visiteuse",
      inbox: ctx.getInboxUri(identifier),
      outbox: ctx.getOutboxUri(identifier),
      followers: ctx.getFollowersUri(identifier),
      endpoints: new vocab.Endpoints({ sharedInbox: ctx.getInboxUri() }),
      publicKey: pairs[0].cryptographicKey,
      assertionMethods: pairs.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher(() => keys)
  .authorize(isSigned);
federation.setFollowersDispatcher("/users/{identifier}/followers", () => ({
  items: [...followers.values()],
}));
federation.setOutboxDispatcher("/users/{identifier}/outbox", () => ({
  items: [...published.values()].filter((object) => !(object instanceof vocab.Activity)).map(creating),
}));
const kept = (kind) => (ctx, values) => published.get(ctx.getObjectUri(kind, values).href) ?? null;
federation.setObjectDispatcher(vocab.Note, "/notes/{id}", kept(vocab.Note)).authorize(isSigned);
federation.setObjectDispatcher(vocab.Event, "/events/{id}", kept(vocab.Event)).authorize(isSigned);
federation.setObjectDispatcher(vocab.Follow, "/follows/{id}", kept(vocab.Follow));
federation
  .setInboxListeners("/users/{identifier}/inbox", "/inbox")
  .setSharedKeyDispatcher(() => me)
  .onError((_, error) => console.error(error))
  .on(vocab.Follow, async (ctx, follow) => {
    const follower = await follow.getActor(ctx);
    followers.set(follower.id.href, follower);
    const accept = new vocab.Accept({ id: fresh("accepts"), actor: follow.objectId, to: follower.id, object: follow });
    await ctx.sendActivity(me, follower, accept);
  })
  // The class of all activities: whatever has no listener of its own.
  .on(vocab.Activity, async (ctx, activity) => {
    const object = await activity.getObject(ctx);
    understood.push({
      type: typeOf(activity),
      actor: activity.actorId?.href,
      object: object === null ? { id: activity.objectId?.href } : await told(object),
    });
  });

/** A key pair from tests/fixtures/keys. */
async function rsaKeyPair(name) {
  const read = async (file, form, use) => {
    const pem = await readFile(new URL(`../../fixtures/keys/${name}.${file}`, import.meta.url), "utf8");
    const bytes = Buffer.from(pem.replace(/-----.*-----/g, ""), "base64");
    return await crypto.subtle.importKey(form, bytes, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, true, [use]);
  };
  return { privateKey: await read("pem", "pkcs8", "sign"), publicKey: await read("pub.pem", "spki", "verify") };
}

/** An object in a few words, as Fedify's classes tell it. */
async function told(object) {
  return {
    id: object.id?.href,
    type: typeOf(object),
    name: object.name?.toString() ?? null,
    summary: object.summary?.toString() ?? null,
    content: object.content?.toString() ?? null,
    author: object.attributionId?.href ?? null,
    published: object.published?.toString() ?? null,
    updated: object.updated?.toString() ?? null,
    starts: object.startTime?.toString() ?? null,
    ends: object.endTime?.toString() ?? null,
    place: (await object.getLocation(context))?.name?.toString() ?? null,
    handle: object.preferredUsername?.toString() ?? null,
    proven: await isProven(await object.toJsonLd()),
  };
}

/** Whether a document has a proof, and all its proofs fit (FEP-8b32). */
async function isProven(document) {
  const loaders = { documentLoader: await context.getDocumentLoader(me), contextLoader: context.contextLoader };
  const object = await vocab.Object.fromJsonLd(document, loaders);
  const { done: none } = await object.getProofs(loaders).next();
  return !none && (await verifyObject(vocab.Object, document, loaders)) !== null;
}

const typeOf = (object) => object.constructor.name;

let counted = 0;
function fresh(kind) {
  counted += 1;
  return new URL(`${origin}/${kind}/${counted}`);
}

const creating = (object) =>
  new vocab.Create({
    id: new URL("#create", object.id),
    actor: context.getActorUri(NAME),
    to: vocab.PUBLIC_COLLECTION,
    object,
  });

async function find(address) {
  const loader = await context.getDocumentLoader(me);
  const object = await context.lookupObject(address, { documentLoader: loader, allowPrivateAddress: true });
  if (object === null) throw new Error(`${address} leads nowhere`);
  return object;
}

/** Sends to all followers, and to those who are named. */
async function tell(activity, named = []) {
  const others = await Promise.all(named.map(find));
  await context.sendActivity(me, [...followers.values(), ...others], activity, { preferSharedInbox: true });
  return activity.id.href;
}

async function publish({ type, name, content, starts, ends, place, reply_to, to }) {
  const kind = type === "Event" ? vocab.Event : vocab.Note;
  counted += 1;
  const object = new kind({
    id: context.getObjectUri(kind, { id: `${counted}` }),
    attribution: context.getActorUri(NAME),
    to: vocab.PUBLIC_COLLECTION,
    published: Temporal.Now.instant(),
    content,
    ...(name && { name }),
    ...(starts && { startTime: Temporal.Instant.from(starts), endTime: Temporal.Instant.from(ends) }),
    ...(place && { location: new vocab.Place({ name: place }) }),
    ...(reply_to && { replyTarget: new URL(reply_to) }),
  });
  published.set(object.id.href, object);
  await tell(creating(object), to);
  return object.id.href;
}

const commands = {
  find: async ({ address }) => await told(await find(address)),
  follow: async ({ actor }) => {
    const followed = await find(actor);
    const follow = new vocab.Follow({ id: fresh("follows"), actor: context.getActorUri(NAME), object: followed.id });
    // Whoever answers sends it back, and Fedify then compares it with the one that stands here.
    published.set(follow.id.href, follow);
    await context.sendActivity(me, followed, follow);
    return follow.id.href;
  },
  publish,
  update: async ({ object, content }) => {
    const changed = published.get(object).clone({ content, updated: Temporal.Now.instant() });
    published.set(object, changed);
    return await tell(
      new vocab.Update({ id: fresh("updates"), actor: changed.attributionId, to: vocab.PUBLIC_COLLECTION, object: changed }),
    );
  },
  delete: async ({ object }) => {
    published.delete(object);
    const actor = context.getActorUri(NAME);
    const tombstone = new vocab.Tombstone({ id: new URL(object) });
    return await tell(new vocab.Delete({ id: fresh("deletes"), actor, to: vocab.PUBLIC_COLLECTION, object: tombstone }));
  },
  prove: async ({ document }) => await isProven(document),
  seen: async () => ({ received, understood, sent, followers: [...followers.keys()] }),
};

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ open: { actor: context.getActorUri(NAME).href, handle: `@${NAME}@${new URL(origin).host}` } });
for await (const line of createInterface({ input: process.stdin })) {
  const { do: verb, ...words } = JSON.parse(line);
  try {
    say({ ok: await commands[verb](words) });
  } catch (error) {
    say({ failed: String(error.stack ?? error) });
  }
}
process.exit(0);
