let shared: AudioContext | null = null;

/** The page's one audio context; it stays suspended until a person has touched the page. */
export function audioContext(): AudioContext {
  shared ??= new AudioContext();
  if (shared.state === "suspended") void shared.resume();
  return shared;
}

const STILL_OF_USE_MS = 1_000;

/** Play a short rising chime: a ticket is called, an official is rung, a speaker is tested. */
export function chime(): void {
  const context = audioContext();
  const wanted = performance.now();
  // A page that nobody has touched yet may not sound; minutes later the chime would say nothing any more.
  void context.resume().then(() => {
    if (performance.now() - wanted < STILL_OF_USE_MS) ring(context);
  });
}

function ring(context: AudioContext): void {
  for (const [index, frequency] of [523.25, 659.25, 783.99].entries()) {
    const start = context.currentTime + index * 0.18;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.25, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  }
}

/** Measure a track's loudness about 20 times a second, 0 … 1; returns how to stop. */
export function measure(track: MediaStreamTrack, hear: (level: number) => void): () => void {
  const context = audioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    const decibels = 10 * Math.log10(power + 1e-10);
    hear(Math.min(1, Math.max(0, (decibels + 60) / 50))); // From -60 dBFS, a quiet room, to -10, a loud voice.
  }, 50);
  return () => {
    clearInterval(timer);
    source.disconnect();
  };
}
