// What the page after installing says where the program is missing, for each system.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SYSTEMS, systemsFor } from "../../extension/welcome/systems.js";

const messages = (locale) => JSON.parse(readFileSync(new URL(`../../extension/_locales/${locale}/messages.json`, import.meta.url), "utf8"));

// os as Thunderbird tells it | first | below "other systems"
for (const [os, here, elsewhere] of [
  ["linux", ["debian", "snap", "flatpak"], ["win", "mac"]],
  ["win", ["win"], ["debian", "snap", "flatpak", "mac"]],
  ["mac", ["mac"], ["debian", "snap", "flatpak", "win"]],
  ["openbsd", ["debian", "snap", "flatpak"], ["win", "mac"]],
])
  test(`${os}: ${here.join(", ")} first`, () => assert.deepEqual(systemsFor(os), { here, elsewhere }));

// system | what is said in each language | what is to be typed
for (const [system, en, ja, command] of [
  ["debian", /Debian 12: install the packages/, /Debian 12/, "sudo apt install ./fuwake_"],
  ["snap", /portal/, /ポータル/, "rm ~/.local/share/flatpak/db/webextensions"],
  ["flatpak", /157[^]*xdg-native-messaging-proxy/, /157[^]*xdg-native-messaging-proxy/, null],
  ["win", /Windows/, /Windows/, null],
  ["mac", /macOS/, /macOS/, null],
])
  test(`${system}: both languages say what to do, with the command`, () => {
    for (const [locale, expected] of [["en", en], ["ja", ja]]) {
      const said = SYSTEMS[system].map(({ says }) => messages(locale)[says].message).join("\n");
      assert.match(said, expected, locale);
      assert.ok(messages(locale)[`welcomeSystem_${system}`], `${locale}: the system's name`);
    }
    const commands = SYSTEMS[system].flatMap((step) => step.commands);
    if (command === null) assert.deepEqual(commands, []);
    else assert.ok(commands.some((each) => each.startsWith(command)), commands.join("\n"));
  });
