// Time from offer to first decoded picture, in one page: a directly connected pair, our node, Janus.
// Times are milliseconds of performance.now(); getStats() is cached for 50 ms by Chromium, so the first decoded
// picture is read off the track itself.
"use strict";

const FIRST_PICTURE_MILLISECONDS = 15_000;
const seen = document.getElementById("seen");
const peers = [];
let camera;

async function open() {
  camera = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480, frameRate: 30 } });
}

function peer() {
  const made = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  made.addEventListener("track", ({ track }) => {
    if (track.kind === "video") seen.srcObject = new MediaStream([track]); // Nothing is decoded for nobody.
  });
  peers.push(made);
  return made;
}

function closeAll() {
  for (const each of peers.splice(0)) each.close();
}

async function firstPicture(track, start) {
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("no picture")), FIRST_PICTURE_MILLISECONDS));
  const { value } = await Promise.race([reader.read(), late]);
  const took = performance.now() - start;
  value.close();
  await reader.cancel();
  return took;
}

function connected(made) {
  return new Promise((done) => {
    const look = () => made.connectionState === "connected" && done();
    made.addEventListener("connectionstatechange", look);
    look();
  });
}

// -- A pair without a server ----------------------------------------------------------------------

async function direct() {
  const start = performance.now();
  const [sender, receiver] = [peer(), peer()];
  sender.onicecandidate = ({ candidate }) => candidate && receiver.addIceCandidate(candidate);
  receiver.onicecandidate = ({ candidate }) => candidate && sender.addIceCandidate(candidate);
  for (const track of camera.getTracks()) sender.addTrack(track, camera);
  const offer = await sender.createOffer();
  const sent = sender.setLocalDescription(offer);
  await receiver.setRemoteDescription(offer);
  await sent;
  const answer = await receiver.createAnswer();
  const answered = receiver.setLocalDescription(answer);
  await sender.setRemoteDescription(answer);
  await answered;
  return firstPicture(receiver.getReceivers().find(({ track }) => track.kind === "video").track, start);
}

// -- Our node -------------------------------------------------------------------------------------

// Add the plan's m-lines, post the offer at once, and apply the answer.
async function join(plan, grant) {
  const made = peer();
  for (const { kind, sends, receives } of plan) {
    const direction = sends ? (receives ? "sendrecv" : "sendonly") : "recvonly";
    const streams = sends ? [camera] : [];
    made.addTransceiver(kind, { direction, streams });
  }
  for (const [index, { sends }] of plan.entries()) {
    const track = { voice: camera.getAudioTracks()[0], camera: camera.getVideoTracks()[0] }[sends];
    if (track) void made.getTransceivers()[index].sender.replaceTrack(track);
  }
  await made.setLocalDescription();
  const response = await fetch("/media/peers", {
    method: "POST",
    headers: { authorization: `Bearer ${grant}`, "content-type": "application/sdp" },
    body: made.localDescription.sdp,
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  await made.setRemoteDescription({ type: "answer", sdp: await response.text() });
  return made;
}

async function publish(plan, grant) {
  await connected(await join(plan, grant));
}

const CAMERA_LINE = 1; // The official's plan: voice, camera, document.

async function subscribe(plan, grant) {
  const start = performance.now();
  const made = await join(plan, grant);
  return firstPicture(made.getTransceivers()[CAMERA_LINE].receiver.track, start);
}

// Both sit down at the same moment.
async function together(windowPlan, windowGrant, officialPlan, officialGrant) {
  const published = publish(windowPlan, windowGrant);
  const took = await subscribe(officialPlan, officialGrant);
  await published;
  return took;
}

// -- Janus ----------------------------------------------------------------------------------------

class Janus {
  #waiting = new Map();
  #up = new Map();
  #session;

  async open(url) {
    this.socket = new WebSocket(url, "janus-protocol");
    await new Promise((done) => this.socket.addEventListener("open", done));
    this.socket.addEventListener("message", ({ data }) => this.#receive(JSON.parse(data)));
    this.#session = (await this.ask({ janus: "create" })).data.id;
  }

  #receive(message) {
    if (message.janus === "webrtcup") this.#up.get(message.sender)();
    const done = this.#waiting.get(message.transaction);
    if (!done || message.janus === "ack") return;
    this.#waiting.delete(message.transaction);
    done(message);
  }

  ask(message) {
    const transaction = crypto.randomUUID();
    this.socket.send(JSON.stringify({ ...message, transaction, ...(this.#session && { session_id: this.#session }) }));
    return new Promise((done) => this.#waiting.set(transaction, done));
  }

  async attach() {
    const { data } = await this.ask({ janus: "attach", plugin: "janus.plugin.videoroom" });
    const up = new Promise((done) => this.#up.set(data.id, done));
    return { id: data.id, up };
  }

  say(handle, body, jsep) {
    return this.ask({ janus: "message", handle_id: handle.id, body, ...(jsep && { jsep }) });
  }

  trickle(handle, made) {
    made.onicecandidate = ({ candidate }) =>
      this.ask({ janus: "trickle", handle_id: handle.id, candidate: candidate ?? { completed: true } });
  }
}

let janus;

async function janusPublish(url, room) {
  janus ??= new Janus();
  if (!janus.socket) await janus.open(url);
  await janus.say(await janus.attach(), { request: "create", room, publishers: 6, videocodec: "vp8" });
  const handle = await janus.attach();
  const joined = await janus.say(handle, { request: "join", ptype: "publisher", room });
  const made = peer();
  janus.trickle(handle, made);
  for (const track of camera.getTracks()) made.addTrack(track, camera);
  await made.setLocalDescription();
  const answer = await janus.say(handle, { request: "publish" }, made.localDescription.toJSON());
  await made.setRemoteDescription(answer.jsep);
  await handle.up;
  return joined.plugindata.data.id;
}

async function janusSubscribe(room, feed) {
  const handle = await janus.attach();
  const start = performance.now(); // The offer is Janus's; asking for it begins the count, as posting ours does.
  const offer = await janus.say(handle, { request: "join", ptype: "subscriber", room, streams: [{ feed }] });
  const made = peer();
  janus.trickle(handle, made);
  await made.setRemoteDescription(offer.jsep);
  await made.setLocalDescription();
  void janus.say(handle, { request: "start" }, made.localDescription.toJSON());
  return firstPicture(made.getReceivers().find(({ track }) => track.kind === "video").track, start);
}

// -- What is sent ---------------------------------------------------------------------------------

// Bits per second of video that the first peer sends, over so many seconds after a run-up.
async function sendingRate(runUpSeconds, seconds) {
  const bytes = async () => {
    let sum = 0;
    for (const report of (await peers[0].getStats()).values()) {
      if (report.type === "outbound-rtp" && report.kind === "video") sum += report.bytesSent;
    }
    return sum;
  };
  const wait = (length) => new Promise((done) => setTimeout(done, length * 1000));
  await wait(runUpSeconds);
  const [before, start] = [await bytes(), performance.now()];
  await wait(seconds);
  return ((await bytes()) - before) * 8000 / (performance.now() - start);
}
