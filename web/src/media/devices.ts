import type { Track } from "../generated/wire";
import { Fields } from "../state/store";

/** How a device fares; each but `live` and `off` has its own advice. */
export type DeviceState = "off" | "asking" | "live" | "denied" | "missing" | "busy" | "unplugged";

export interface Slot {
  readonly state: DeviceState;
  readonly track: MediaStreamTrack | null;
  readonly deviceId: string | null;
}

export interface DevicesView {
  readonly voice: Slot;
  readonly camera: Slot;
  readonly document: Slot;
  readonly available: readonly MediaDeviceInfo[];
  readonly settled: boolean; // Every wanted device was asked for, and has opened or failed.
  readonly muted: boolean;
  readonly cameraOff: boolean;
}

export const NO_DEVICE = "none";

const OFF: Slot = { state: "off", track: null, deviceId: null };
const TRACKS = ["voice", "camera", "document"] as const satisfies readonly Track[];
const DOCUMENT_LABEL = /doc|paper|scan|overhead|visuali|高拍|文档|文件|扫描|实物/i;

/** The cameras and the microphone of this page: chosen, opened, watched for being unplugged, and opened again. */
export class Devices {
  readonly view = new Fields<DevicesView>({
    voice: OFF,
    camera: OFF,
    document: OFF,
    available: [],
    settled: false,
    muted: false,
    cameraOff: false,
  });
  readonly #storageKey: string;
  readonly #wanted: readonly Track[];
  #listening: AbortController | null = null;

  constructor(page: string, wanted: readonly Track[]) {
    this.#storageKey = `devices/${page}`;
    this.#wanted = wanted;
  }

  /** Ask for permission once and open what was chosen last, or what looks right. */
  async start(): Promise<void> {
    if (this.#listening) return;
    const listening = new AbortController();
    this.#listening = listening;
    if (!navigator.mediaDevices) {
      // An address without TLS: the browser offers no devices at all.
      for (const track of this.#wanted) this.#set(track, { state: "denied" });
      this.view.dispatch({ settled: true });
      return;
    }
    navigator.mediaDevices.addEventListener("devicechange", () => void this.#replugged(), listening);
    for (const track of this.#wanted) this.#set(track, { state: "asking" });
    await this.#askPermission();
    await this.#enumerate();
    for (const track of this.#wanted) {
      // Stopped while somebody thought about the permission.
      if (listening.signal.aborted) return;
      await this.#open(track, this.#choice(track));
    }
    this.view.dispatch({ settled: true });
  }

  /** Use another device for a track, or none. */
  async choose(track: Track, deviceId: string): Promise<void> {
    const chosen = this.#remembered();
    chosen[track] = deviceId;
    localStorage.setItem(this.#storageKey, JSON.stringify(chosen));
    await this.#open(track, deviceId);
  }

  /** Try what failed once more: the resident gave permission, or closed the other program. */
  async retry(): Promise<void> {
    await this.#askPermission();
    await this.#enumerate();
    for (const track of this.#wanted) {
      if (this.view.get()[track].state !== "live") await this.#open(track, this.#choice(track));
    }
  }

  mute(muted: boolean): void {
    this.view.dispatch({ muted });
    this.#apply();
  }

  turnCameraOff(cameraOff: boolean): void {
    this.view.dispatch({ cameraOff });
    this.#apply();
  }

  stop(): void {
    this.#listening?.abort();
    this.#listening = null;
    for (const track of TRACKS) this.view.get()[track].track?.stop();
    this.view.dispatch({ voice: OFF, camera: OFF, document: OFF, settled: false });
  }

  /** One prompt for both kinds instead of one after the other; without labels no choice can be made. */
  async #askPermission(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const asked = devices.filter((device) => device.kind !== "audiooutput");
    if (asked.every((device) => device.label !== "")) return;
    const constraints = {
      audio: this.#wanted.includes("voice") && asked.some((device) => device.kind === "audioinput"),
      video: asked.some((device) => device.kind === "videoinput"),
    };
    if (!constraints.audio && !constraints.video) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints);
      for (const track of stream.getTracks()) track.stop();
    } catch {
      // Each device is opened by itself afterwards, and then says what is wrong with it.
    }
  }

  async #enumerate(): Promise<void> {
    this.view.dispatch({ available: await navigator.mediaDevices.enumerateDevices() });
  }

  #choice(track: Track): string {
    const { available } = this.view.get();
    const remembered = this.#remembered()[track];
    if (remembered === NO_DEVICE) return NO_DEVICE;
    if (remembered && available.some((device) => device.deviceId === remembered)) return remembered;
    if (track === "voice") return available.find((device) => device.kind === "audioinput")?.deviceId ?? NO_DEVICE;
    const cameras = available.filter((device) => device.kind === "videoinput");
    const paper = cameras.find((device) => DOCUMENT_LABEL.test(device.label)) ?? (this.#wanted.includes("camera") ? cameras[1] : cameras[0]);
    const chosen = track === "document" ? paper : (cameras.find((device) => device !== paper) ?? cameras[0]);
    return chosen?.deviceId ?? NO_DEVICE;
  }

  async #open(track: Track, deviceId: string): Promise<void> {
    const former = this.view.get()[track].track;
    if (former) {
      former.onended = null;
      former.stop();
    }
    if (deviceId === NO_DEVICE) {
      const deliberate = this.#remembered()[track] === NO_DEVICE;
      this.#set(track, { state: deliberate ? "off" : "missing", track: null, deviceId: null });
      return;
    }
    this.#set(track, { state: "asking", track: null, deviceId });
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraints(track, deviceId));
      const opened = stream.getTracks()[0];
      if (!opened) throw new DOMException("no track", "NotFoundError");
      if (track === "document") opened.contentHint = "text";
      opened.onended = () => this.#set(track, { state: "unplugged", track: null });
      this.#set(track, { state: "live", track: opened, deviceId });
      this.#apply();
    } catch (error) {
      this.#set(track, { state: reason(error), track: null });
    }
  }

  async #replugged(): Promise<void> {
    await this.#enumerate();
    for (const track of this.#wanted) {
      const { state } = this.view.get()[track];
      if (state !== "unplugged" && state !== "missing") continue;
      const choice = this.#choice(track);
      if (choice !== NO_DEVICE) await this.#open(track, choice);
    }
  }

  #set(track: Track, changed: Partial<Slot>): void {
    this.view.dispatch({ [track]: { ...this.view.get()[track], ...changed } });
  }

  #apply(): void {
    const { voice, camera, muted, cameraOff } = this.view.get();
    if (voice.track) voice.track.enabled = !muted;
    if (camera.track) camera.track.enabled = !cameraOff;
  }

  #remembered(): Partial<Record<Track, string>> {
    try {
      return JSON.parse(localStorage.getItem(this.#storageKey) ?? "{}") as Partial<Record<Track, string>>;
    } catch {
      return {};
    }
  }
}

function constraints(track: Track, deviceId: string): MediaStreamConstraints {
  const exact = { deviceId: { exact: deviceId } };
  if (track === "voice")
    return { audio: { ...exact, echoCancellation: true, noiseSuppression: true, autoGainControl: true } };
  if (track === "camera")
    return { video: { ...exact, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } } };
  // As many pixels as it has: the still is cut from this very track where the camera takes no photographs.
  return { video: { ...exact, width: { ideal: 3840 }, height: { ideal: 2160 }, frameRate: { ideal: 15, max: 30 } } };
}

function reason(error: unknown): DeviceState {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "missing";
}
