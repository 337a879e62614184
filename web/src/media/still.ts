// ImageCapture (W3C MediaStream Image Capture) is not in TypeScript's DOM library.
interface PhotoCapabilities {
  readonly imageWidth?: { readonly max: number };
  readonly imageHeight?: { readonly max: number };
}
interface ImageCaptureLike {
  takePhoto(settings?: { imageWidth?: number; imageHeight?: number }): Promise<Blob>;
  getPhotoCapabilities(): Promise<PhotoCapabilities>;
  grabFrame(): Promise<ImageBitmap>;
}
declare global {
  interface Window {
    readonly ImageCapture?: new (track: MediaStreamTrack) => ImageCaptureLike;
  }
}

const QUALITY = 0.92;
const PHOTO_DEADLINE_MS = 4_000;

/**
 * Take a still at the camera's full resolution, as JPEG.
 *
 * A photograph is asked for only where the camera promises more pixels than its running video: it interrupts the video
 * for a second on many cameras.
 */
export async function capture(track: MediaStreamTrack): Promise<Blob> {
  const photo = await photograph(track);
  if (photo) return photo;
  const bitmap = await frame(track);
  try {
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(bitmap, 0, 0);
    return await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  } finally {
    bitmap.close();
  }
}

async function photograph(track: MediaStreamTrack): Promise<Blob | null> {
  if (!window.ImageCapture) return null;
  try {
    const device = new window.ImageCapture(track);
    const { imageWidth, imageHeight } = await device.getPhotoCapabilities();
    const { width = 0, height = 0 } = track.getSettings();
    if (!imageWidth || !imageHeight || imageWidth.max * imageHeight.max <= width * height) return null;
    const photo = await within(
      device.takePhoto({ imageWidth: imageWidth.max, imageHeight: imageHeight.max }),
      PHOTO_DEADLINE_MS,
    );
    return photo.type === "image/jpeg" || photo.type === "image/png" ? photo : null;
  } catch {
    return null; // Not a camera, or one that takes no photographs: its video frame does.
  }
}

async function frame(track: MediaStreamTrack): Promise<ImageBitmap> {
  if (window.ImageCapture) {
    try {
      return await within(new window.ImageCapture(track).grabFrame(), PHOTO_DEADLINE_MS);
    } catch {
      // Some drivers refuse while the tab is in the background; a video element still gets frames.
    }
  }
  const video = document.createElement("video");
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    return await createImageBitmap(video);
  } finally {
    video.srcObject = null;
  }
}

/** Return the SHA-256 of bytes as lower-case hexadecimal; the name under which a page is kept. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error("deadline")), ms)),
  ]);
}
