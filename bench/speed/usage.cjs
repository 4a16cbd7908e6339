// Loaded before a program that is measured: writes to stream 3 what the process used, in its last moment. Times are in microseconds, memory in kB.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: userCPUTime + systemCPUTime, maxRSS }));
});
