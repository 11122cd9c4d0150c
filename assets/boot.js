// Reports how far the wasm has come; Trunk's loader calls these hooks.
export default function initializer() {
  return {
    onStart: () => {},
    onProgress: ({ current, total }) => {
      const bar = document.getElementById("boot-progress");
      if (bar && total) bar.value = Math.min(1, current / total);
    },
    onComplete: () => {},
    onSuccess: () => {},
    onFailure: (error) => window.bootGuard.fail(String((error && error.message) || error)),
  };
}
