import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "./fault.mjs";
import { at, root } from "./root.mjs";
import { readIfThere } from "./stamp.mjs";

const path = at(".data/prepare.lock");

/** Runs `work` while no other process of this clone does: waits for one that is at it. */
export async function withLock(work) {
  let waited = false;
  while (!take()) {
    const holder = Number(readIfThere(path));
    if (holder && !isAlive(holder)) rmSync(path, { force: true });
    else if (!waited)
      console.log(`Waiting for process ${holder || "(unknown)"}, which prepares this folder`);
    waited = true;
    await delay(200);
  }
  try {
    await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take() {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw new Fault(`${root} cannot be written (${error.code}): make it writable for this user`);
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}
