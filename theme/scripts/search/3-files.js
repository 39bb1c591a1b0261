  // -------------------------------------------------------------- files (search/wire.py)

  const BEFORE = 'kyyeuTake("'.length;
  const AFTER = '")'.length;
  /** @type {any} */
  let policy;

  /** An address as a script's may be: below this site, of our own making. @param {string} address */
  function scriptAddress(address) {
    const types = /** @type {any} */ (globalThis).trustedTypes;
    policy ??= types?.createPolicy('kyyeu', {
      createScriptURL(/** @type {string} */ wanted) {
        if (!/^(?:\.\.?\/)*[\w/-]+(?:\.\w+)?\.js$/.test(wanted)) throw new TypeError(wanted);
        return wanted;
      },
    });
    return policy ? policy.createScriptURL(address) : address;
  }

  /** @param {Uint8Array} bytes @returns {Promise<any>} */
  const inflated = (bytes) =>
    new Response(new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream('deflate'))).json();

  /** The bytes between the quotes. @param {Uint8Array} file */
  function payload(file) {
    const bytes = new Uint8Array(Math.max(0, file.length - BEFORE - AFTER));
    let end = 0;
    for (let at = BEFORE; at < file.length - AFTER; at++) {
      let byte = file[at];
      if (byte === 92) {
        byte = file[++at];
        if (byte === 110) byte = 10;
        else if (byte === 114) byte = 13;
      }
      bytes[end++] = byte;
    }
    return bytes.subarray(0, end);
  }

  /** No answer came: the network's fault, not the file's. */
  class Unreached extends Error {}

  /** @param {string} address @param {RequestCache} cache */
  async function fetched(address, cache) {
    const response = await fetch(address, { cache, signal: AbortSignal.timeout(STALLED_MS) }).catch((cause) => {
      throw new Unreached(address, { cause });
    });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response;
  }

  /** Run one of our other scripts. @param {string} address @returns {Promise<void>} */
  const loaded = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = scriptAddress(address);
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });

  /** @type {Promise<void> | null} */
  let reader = null;

  /** A file where fetching is forbidden (theme/static/folder.js). @param {string} address */
  async function loadedByScript(address) {
    reader ??= loaded(/** @type {any} */ (document.querySelector('[data-folder]')).dataset.folder);
    await reader;
    return /** @type {any} */ (globalThis).kyyeu.byScript(address);
  }

