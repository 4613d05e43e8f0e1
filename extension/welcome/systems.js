/** What to do where the host is missing, for each system on which Thunderbird runs. */

/** @typedef {{says: string, commands: string[]}} Step a text, and what to type in a terminal */

const PACKAGES = "sudo apt install ./fuwake_*_amd64.deb ./fuwake-ipdata_*_all.deb";

/**
 * Snap's Thunderbird starts hosts through Ubuntu's WebExtensions portal, whose answer is kept in that file; Flatpak's
 * cannot before Gecko 157 and xdg-native-messaging-proxy.
 * @type {Record<string, Step[]>}
 */
export const SYSTEMS = {
  debian: [
    { says: "welcomeDebian", commands: [PACKAGES] },
    { says: "welcomeSource", commands: ["./try.sh --install"] },
    { says: "welcomeDoctor", commands: ["fuwake doctor"] },
  ],
  snap: [{ says: "welcomeSnap", commands: ["rm ~/.local/share/flatpak/db/webextensions"] }],
  flatpak: [{ says: "welcomeFlatpak", commands: [] }],
  win: [{ says: "welcomeWindows", commands: [] }],
  mac: [{ says: "welcomeMac", commands: [] }],
};

/**
 * Those that may be meant, and the others. Thunderbird tells the system, and not how it was packaged.
 * @param {string} os as runtime.getPlatformInfo() has it
 * @returns {{here: string[], elsewhere: string[]}}
 */
export function systemsFor(os) {
  const here = os === "win" || os === "mac" ? [os] : ["debian", "snap", "flatpak"];
  return { here, elsewhere: Object.keys(SYSTEMS).filter((system) => !here.includes(system)) };
}
