// `ip` and `nft`, out of which test/oracle/kernel builds networks → installed, where that takes no more than apt-get and root.
import { spawnSync } from 'node:child_process';

const tools = { ip: 'iproute2', nft: 'nftables' };

/** Installs what is missing. Where that fails, the suite that needs it is skipped and says so: nothing ends here. */
export function ensureKernelTools() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !succeeds('apt-get', ['--version'])) {
    return;
  }
  const missing = Object.keys(tools).filter((tool) => !succeeds('sh', ['-c', `command -v ${tool}`]));
  if (missing.length === 0) {
    return;
  }
  const packages = missing.map((tool) => tools[tool]);
  console.log(`Installing ${packages.join(' and ')} (apt-get install) …`);
  succeeds('apt-get', ['update', '-qq']);
  if (!succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])) {
    console.log('That failed: the tests against the Linux kernel are skipped.');
  }
}

function succeeds(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
}
