// Times the cases of a wasm module: the fastest of five rounds of at least 100 ms each, as on the host.
const { cases, run } = require(process.argv[1]);
const clock = () => Number(process.hrtime.bigint());
for (const name of cases().split("\n")) {
  run(name, 1); // prepared rules are kept: the first round pays for them
  let times = 1;
  let best = Infinity;
  for (let round = 0; round < 5;) {
    const began = clock();
    run(name, times);
    const took = clock() - began;
    if (took < 100e6) { times *= 2; continue; }
    best = Math.min(best, took / times);
    round += 1;
  }
  console.log(`${name} ${best.toFixed(1)}`);
}
