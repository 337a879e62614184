// Cameras and a microphone of our own for one browser context: a face, a sheet of paper, a steady tone.
// Playwright runs it before the page's own scripts; `window.__devices` was set just before it.
// A test steers it through `window.fakeDevices`: unplug(id), plug(id), failWith(name) (a DOMException's name, or null).
(() => {
  const { face, tone, cameras, portrait } = window.__devices;
  const FRAMES_PER_SECOND = 15;
  const all = [
    { kind: "audioinput", deviceId: "microphone", label: "Test microphone", groupId: "desk" },
    ...(cameras.includes("face") ? [{ kind: "videoinput", deviceId: "face", label: "Test face camera", groupId: "desk" }] : []),
    ...(cameras.includes("document") ? [{ kind: "videoinput", deviceId: "document", label: "Test document camera", groupId: "arm" }] : []),
  ];
  const plugged = new Set(all.map((device) => device.deviceId));
  const running = new Map();
  let failure = null;
  let audio = null;

  const paint = {
    // One plain colour that a test can recognise, and a bar that moves, so that every frame is a new one.
    face(pen, width, height, frame) {
      if (portrait) return paintPortrait(pen, width, height, frame);
      pen.fillStyle = face;
      pen.fillRect(0, 0, width, height);
      pen.fillStyle = "#fff";
      pen.fillRect(((frame * 8) % width), 0, 16, 24);
    },
    // A sheet with lines of text on a dark desk, slightly turned; one small lamp blinks, and the frames are counted.
    document(pen, width, height, frame) {
      pen.fillStyle = "#3b3b44";
      pen.fillRect(0, 0, width, height);
      pen.save();
      pen.translate(width / 2, height / 2);
      pen.rotate(0.04);
      const tall = height * 0.86;
      const wide = tall / Math.SQRT2;
      pen.fillStyle = "#fdfdf8";
      pen.fillRect(-wide / 2, -tall / 2, wide, tall);
      pen.fillStyle = "#111";
      if (portrait) paintCertificate(pen, wide, tall);
      pen.font = `${Math.round(tall / 28)}px sans-serif`;
      for (let line = 0; line < 18 && !portrait; line++) {
        if (line === 8 || line === 9) continue; // The middle stays white, for a test to recognise the sheet by.
        pen.fillText(`Line ${line + 1} of a paper that is laid down`, -wide * 0.44, -tall * 0.42 + line * tall * 0.048);
      }
      pen.restore();
      pen.fillStyle = frame % 2 ? "#900" : "#090";
      pen.fillRect(0, 0, 8, 8);
      // No two photographs are alike: the same bytes would be the same page.
      pen.font = "16px monospace";
      pen.fillText(String(frame), 16, 20);
    },
  };

  // For screenshots: somebody before a wall, nodding a little.
  function paintPortrait(pen, width, height, frame) {
    const disc = (x, y, wide, tall, colour) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x * width, y * height, wide * width, tall * height, 0, 0, 2 * Math.PI);
      pen.fill();
    };
    const wall = pen.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, "#dfe6e4");
    wall.addColorStop(1, "#b9c6c4");
    pen.fillStyle = wall;
    pen.fillRect(0, 0, width, height);
    const nod = 0.008 * Math.sin(frame / 5);
    disc(0.5, 1.06, 0.31, 0.36, face);
    disc(0.5, 0.72 + nod / 2, 0.075, 0.12, "#d8a888");
    disc(0.5, 0.4 + nod, 0.145, 0.24, "#26211f");
    disc(0.5, 0.46 + nod, 0.125, 0.215, "#e7bb9c");
    disc(0.5, 0.275 + nod, 0.128, 0.085, "#26211f");
    for (const side of [-1, 1]) {
      disc(0.5 + side * 0.05, 0.44 + nod, 0.013, frame % 45 < 3 ? 0.003 : 0.014, "#26211f");
      disc(0.5 + side * 0.05, 0.395 + nod, 0.027, 0.006, "#26211f");
    }
    disc(0.5, 0.51 + nod, 0.012, 0.02, "#d8a888");
    disc(0.5, 0.575 + nod, 0.035, frame % 14 < 7 ? 0.008 : 0.015, "#a8504a");
  }

  // For screenshots: a paper as offices make them, around (0, 0).
  function paintCertificate(pen, wide, tall) {
    const write = (text, x, y, size) => {
      pen.font = `${Math.round(tall * size)}px "Noto Serif CJK SC", "Noto Sans CJK SC", serif`;
      pen.fillText(text, x * wide, y * tall);
    };
    pen.textAlign = "center";
    write("不动产权属证明", 0, -0.37, 0.045);
    write("SPECIMEN · 样本", 0, -0.32, 0.02);
    pen.textAlign = "left";
    pen.strokeStyle = "#333";
    pen.lineWidth = tall / 500;
    const rows = [
      ["权利人", "张建国"],
      ["证件号码", "441302********771X"],
      ["坐落", "惠城区江北文明一路 3 号"],
      ["权利类型", "国有建设用地使用权"],
      ["用途", "住宅"],
      ["面积", "98.46 平方米"],
      ["登记日期", "2019 年 6 月 18 日"],
    ];
    for (const [n, [name, value]] of rows.entries()) {
      const y = -0.27 + n * 0.065;
      pen.strokeRect(-0.42 * wide, y * tall, 0.26 * wide, 0.065 * tall);
      pen.strokeRect(-0.16 * wide, y * tall, 0.58 * wide, 0.065 * tall);
      write(name, -0.4, y + 0.042, 0.024);
      write(value, -0.13, y + 0.042, 0.024);
    }
    pen.strokeStyle = pen.fillStyle = "#c0202a";
    pen.lineWidth = tall / 120;
    pen.beginPath();
    pen.arc(0.22 * wide, 0.33 * tall, 0.075 * tall, 0, 2 * Math.PI);
    pen.stroke();
    pen.textAlign = "center";
    write("★", 0.22, 0.35, 0.06);
    pen.textAlign = "left";
    pen.fillStyle = "#111";
  }

  function camera(id, wanted) {
    const canvas = document.createElement("canvas");
    const [width, height] = id === "document" ? [1920, 1080] : [640, 480];
    canvas.width = Math.min(width, size(wanted.width) ?? width);
    canvas.height = Math.round((canvas.width * height) / width);
    const pen = canvas.getContext("2d", { alpha: false });
    let frame = 0;
    const draw = () => paint[id](pen, canvas.width, canvas.height, frame++);
    draw();
    const rate = id === "document" ? 5 : FRAMES_PER_SECOND;
    const timer = setInterval(draw, 1000 / rate);
    const [track] = canvas.captureStream(rate).getVideoTracks();
    return dress(track, id, () => clearInterval(timer), { width: canvas.width, height: canvas.height, frameRate: rate });
  }

  function microphone() {
    audio ??= new AudioContext();
    void audio.resume();
    const voice = new OscillatorNode(audio, { frequency: tone });
    const volume = new GainNode(audio, { gain: 0.4 });
    const out = new MediaStreamAudioDestinationNode(audio);
    voice.connect(volume).connect(out);
    voice.start();
    const [track] = out.stream.getAudioTracks();
    return dress(track, "microphone", () => voice.stop(), {});
  }

  function dress(track, id, end, settings) {
    const device = all.find((each) => each.deviceId === id);
    const stop = track.stop.bind(track);
    let ended = false;
    track.stop = () => {
      if (ended) return;
      ended = true;
      end();
      stop();
      running.get(id)?.delete(track);
    };
    Object.defineProperty(track, "label", { value: device.label });
    track.getSettings = () => ({ deviceId: id, groupId: device.groupId, ...settings });
    track.applyConstraints = async () => undefined; // A canvas has one size; asking for another is no error.
    if (!running.has(id)) running.set(id, new Set());
    running.get(id).add(track);
    return track;
  }

  const size = (value) => (typeof value === "number" ? value : (value?.exact ?? value?.ideal));

  function choose(kind, constraint) {
    const present = all.filter((device) => device.kind === kind && plugged.has(device.deviceId));
    if (present.length === 0) throw new DOMException("Requested device not found", "NotFoundError");
    const wanted = constraint === true ? undefined : constraint.deviceId;
    const exact = typeof wanted === "object" && wanted !== null ? wanted.exact : undefined;
    const ids = [wanted?.exact ?? wanted?.ideal ?? wanted].flat().filter((id) => typeof id === "string");
    const found = present.find((device) => ids.includes(device.deviceId));
    if (!found && exact !== undefined) throw new DOMException("deviceId", "OverconstrainedError");
    return (found ?? present[0]).deviceId;
  }

  const devices = navigator.mediaDevices;
  devices.getUserMedia = async (constraints) => {
    if (failure) throw new DOMException(`made to fail: ${failure}`, failure);
    const stream = new MediaStream();
    if (constraints.audio) {
      choose("audioinput", constraints.audio);
      stream.addTrack(microphone());
    }
    if (constraints.video) {
      stream.addTrack(camera(choose("videoinput", constraints.video), constraints.video === true ? {} : constraints.video));
    }
    return stream;
  };
  devices.enumerateDevices = async () =>
    all.filter((device) => plugged.has(device.deviceId)).map((device) => ({ ...device, toJSON: () => device }));

  window.fakeDevices = {
    failWith(name) {
      failure = name;
    },
    unplug(id) {
      plugged.delete(id);
      for (const track of [...(running.get(id) ?? [])]) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      devices.dispatchEvent(new Event("devicechange"));
    },
    plug(id) {
      plugged.add(id);
      devices.dispatchEvent(new Event("devicechange"));
    },
  };
})();
