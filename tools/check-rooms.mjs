// Holds the includes of native-host/src to the rooms' order of docs/house.md, which the linker does not: an archive
// takes what it misses from whatever else is linked. The order is that of the add_room lines in
// native-host/CMakeLists.txt: a room is linked with rooms that stand before it, and its files include what it is
// linked with, directly or by way of another room.
// usage: node tools/check-rooms.mjs [FOLDER]   FOLDER: the tree to check, this one if none is given
// Prints each include that breaks a rule as file:line: rule; exit 1 where there is one.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const room = /^add_room\((\w+)\b([^)]*)\)/gm;

/** The rooms in their order, each with the rooms that it is linked with: Map from name to Set of names. */
export function readRooms(cmake) {
  const rooms = new Map();
  for (const [, name, links] of cmake.matchAll(room)) {
    const linked = new Set();
    for (const [, other] of links.matchAll(/\bfuwake_(\w+)/g)) {
      if (!rooms.has(other)) throw new Error(`${name} is linked with ${other}, which does not stand before it`);
      linked.add(other);
      for (const further of rooms.get(other)) linked.add(further);
    }
    rooms.set(name, linked);
  }
  return rooms;
}

/** The rule that `room` breaks by including a file of `other`, or null. */
export function brokenRule(rooms, room, other) {
  // The program that opens attachments stands apart: it includes no room but what confines it and bounds it and how it
  // is spoken to, and no room includes it.
  if (room === "inspector" || other === "inspector")
    return room === other || ["platform", "frames", "dialogue"].includes(other) ? null : `${room} includes ${other}: the inspector stands apart`;
  // main.cpp, outside of all rooms, starts the command line.
  if (room === other || !room || rooms.get(room)?.has(other)) return null;
  for (const name of [room, other])
    if (!rooms.has(name)) return `${name} has no add_room line in native-host/CMakeLists.txt`;
  const order = [...rooms.keys()];
  return order.indexOf(other) > order.indexOf(room)
    ? `${room} includes ${other}, which stands after it: includes must not run back`
    : `${room} includes ${other}, with which it is not linked (add_room in native-host/CMakeLists.txt)`;
}

/** Every include in `folder`'s native-host/src that breaks a rule, as "file:line: rule". */
export function findBrokenIncludes(folder) {
  const rooms = readRooms(readFileSync(join(folder, "native-host/CMakeLists.txt"), "utf8"));
  const source = join(folder, "native-host/src");
  const found = [];
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.(h|cpp|inc)$/.test(name));
  for (const file of files.sort()) {
    const own = file.includes("/") ? file.split("/")[0] : "";
    readFileSync(join(source, file), "utf8").split("\n").forEach((line, index) => {
      const other = /^\s*#\s*include\s*"([^"/]+)\//.exec(line)?.[1];
      const rule = other && brokenRule(rooms, own, other);
      if (rule) found.push(`native-host/src/${file}:${index + 1}: ${rule}`);
    });
  }
  return found;
}

if (resolve(process.argv[1]) === resolve(new URL(import.meta.url).pathname)) {
  const found = findBrokenIncludes(process.argv[2] ?? ".");
  for (const line of found) console.error(line);
  process.exit(found.length > 0 ? 1 : 0);
}
