#!/usr/bin/python3
"""Records what the reference connector writes to its topics for a case: a folder with setup.sql, changes.sql and config[.VARIANT].json.

  record.py CASE_FOLDER…        writes expected[.VARIANT].jsonl beside each configuration

Run by record.sh, which sets KAFKA (host:port), CONNECT (address of the worker), WORKER_LOG, MYSQL_PORT, MARIADB_PORT and the commands
MYSQL_CLIENT and MARIADB_CLIENT. The user of both servers is root without a password.
"""
import glob
import json
import os
import re
import subprocess
import sys
import time
import traceback
import urllib.error
import urllib.request

from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient

KAFKA = os.environ["KAFKA"]
CONNECT = os.environ["CONNECT"]
WORKER_LOG = os.environ["WORKER_LOG"]
BUILT_IN = {"mysql", "sys", "information_schema", "performance_schema"}
TIMES = ("ts_ms", "ts_us", "ts_ns")


def rest(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(CONNECT + path, method=method, data=data, headers={"Content-Type": "application/json"})
    for _ in range(60):
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            if error.code != 409:
                raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error
            time.sleep(0.5)
    raise RuntimeError(f"{method} {path}: the worker is always busy")


class Server:
    def __init__(self, flavor):
        self.is_mariadb = flavor == "mariadb"
        self.port = int(os.environ["MARIADB_PORT" if self.is_mariadb else "MYSQL_PORT"])
        self.client = os.environ["MARIADB_CLIENT" if self.is_mariadb else "MYSQL_CLIENT"].split()

    def run(self, sql):
        """Runs statements; lines that are comments are left out, other comments reach the server."""
        lines = "\n".join(line for line in sql.split("\n") if not line.startswith("--"))
        options = ["--no-defaults", "--comments", "--default-character-set=utf8mb4", "-uroot", "-h127.0.0.1", f"-P{self.port}", "-N", "--batch"]
        done = subprocess.run(self.client + options, input=lines.encode(), capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode())
        return [line.split("\t") for line in done.stdout.decode().splitlines()]

    def reset(self):
        """Drops what other cases left, and begins the binary log anew."""
        for (name,) in self.run("show databases"):
            if name not in BUILT_IN:
                self.run(f"drop database `{name}`")
        self.run("reset master" if self.is_mariadb else "reset binary logs and gtids")

    def position(self):
        row = self.run("show master status" if self.is_mariadb else "show binary log status")[0]
        gtid = self.run("select @@global.gtid_binlog_pos")[0][0] if self.is_mariadb else row[4]
        return {"file": row[0], "pos": int(row[1]), "gtid": gtid}

    def events(self, base):
        """The number of each event since a position: sizes of events differ from run to run, their order does not."""
        rows = [row for row in self.run(f"show binlog events in '{base['file']}' from {base['pos']}") if row[2] != "Binlog_checkpoint"]
        found = {int(row[1]): number for number, row in enumerate(rows)}
        found.setdefault(int(rows[-1][4]) if rows else base["pos"], len(rows))
        return found


class Topics:
    """The topics of one connector."""

    def __init__(self, prefix, history):
        self.consumer = Consumer({"bootstrap.servers": KAFKA, "group.id": "record", "enable.auto.commit": False, "fetch.wait.max.ms": 50})
        self.prefix, self.history = prefix, history

    def names(self, own=True):
        heartbeats = (f"__debezium-heartbeat.{self.prefix}", f"hb-heartbeat.{self.prefix}")
        return [name for name in self.consumer.list_topics(timeout=10).topics
                if name == self.prefix or name.startswith(self.prefix + ".") or name in heartbeats or (not own and name == self.history)]

    def ends(self):
        ends = {name: self.consumer.get_watermark_offsets(TopicPartition(name, 0), timeout=10)[1] for name in self.names()}
        return {name: end for name, end in ends.items() if end > 0}

    def forget(self):
        """Deletes the topics of an earlier run."""
        names = self.names(own=False)
        if not names:
            return
        admin = AdminClient({"bootstrap.servers": KAFKA})
        for done in admin.delete_topics(names, operation_timeout=20).values():
            done.result()
        while self.names(own=False):
            time.sleep(0.2)
        time.sleep(0.5)

    def settle(self, quiet, least=0, limit=60):
        """Waits until no topic but that of heartbeats has grown for some seconds."""
        last, since, start = None, time.time(), time.time()
        while time.time() - start < limit:
            now = {name: end for name, end in self.ends().items() if "heartbeat" not in name}
            if now != last:
                last, since = now, time.time()
            elif time.time() - since >= quiet and time.time() - start >= least:
                return
            time.sleep(0.2)

    def records(self):
        records = []
        for topic, end in sorted(self.ends().items()):
            self.consumer.assign([TopicPartition(topic, 0, 0)])
            at = 0
            while at < end:
                message = self.consumer.poll(10)
                if message is None:
                    break
                if message.error():
                    raise RuntimeError(str(message.error()))
                at = message.offset() + 1
                headers = [[name, json.loads(value) if value else None] for name, value in message.headers() or []]
                records.append({"topic": topic, "key": message.key() and json.loads(message.key()), "value": message.value() and json.loads(message.value()),
                                "headers": headers})
        return records


def remove(name):
    """Removes a connector together with its stored position."""
    rest("PUT", f"/connectors/{name}/stop")
    for _ in range(100):
        state = rest("GET", f"/connectors/{name}/status")
        if state and state["connector"]["state"] == "STOPPED" and not state["tasks"]:
            break
        time.sleep(0.1)
    rest("DELETE", f"/connectors/{name}/offsets")
    rest("DELETE", f"/connectors/{name}")


def snapshot_ends(name, config, log_start, limit=90):
    """Waits until the snapshot is done, or the task has failed; says which."""
    done = ["Keepalive thread is running", "Connected to binlog at"]
    if config.get("snapshot.mode") == "initial_only":
        done.append("Snapshot ended with SnapshotResult")
    start = time.time()
    while time.time() - start < limit:
        status = rest("GET", f"/connectors/{name}/status") or {}
        if any(task["state"] == "FAILED" for task in status.get("tasks", [])):
            return False
        with open(WORKER_LOG, "rb") as log:
            log.seek(log_start)
            text = log.read().decode(errors="replace")
        if any(mark in text for mark in done):
            return True
        time.sleep(0.2)
    raise RuntimeError("the snapshot does not end, see the worker's log")


class Placeholders:
    """Replaces what differs from run to run; README.md of the fixtures has the rules."""

    def __init__(self, base, events):
        self.base, self.events_by_place = base, events
        self.uuid = base["gtid"].split(":")[0] if ":" in base["gtid"] else None
        self.last = int(re.split(r"[:-]", base["gtid"])[-1]) if base["gtid"] else 0

    def file(self, name):
        return f"<file{int(name.rsplit('.', 1)[1]) - int(self.base['file'].rsplit('.', 1)[1]):+d}>" if name else name

    def place(self, file, number):
        known = file == self.base["file"] and number in self.events_by_place
        return f"<event{self.events_by_place[number]:+d}>" if known else number

    def text(self, text):
        if self.uuid:
            text = re.sub(re.escape(self.uuid) + r":(\d+)(-(\d+))?", self.gtid, text)
        else:
            text = re.sub(r"^(\d+-\d+)-(\d+)$", lambda match: f"{match[1]}-<{int(match[2]) - self.last:+d}>", text)
        match = re.fullmatch(r"file=([^,]+),pos=(\d+)", text)
        return f"file={self.file(match[1])},pos={self.place(match[1], int(match[2]))}" if match else text

    def gtid(self, match):
        return "<uuid>:" + (f"{match[1]}..{int(match[3]) - self.last:+d}" if match[3] else f"{int(match[1]) - self.last:+d}")

    def source(self, name, value, members):
        if name == "file":
            return self.file(value)
        if name == "pos":
            return self.place(members["file"], value)
        if name in ("version", "thread"):
            return f"<{name}>"
        if name == "server_id":
            return "<server>" if value else value
        if name in TIMES or name == "ts_sec":
            return "<ts>" if value else value
        return self.walk(value)

    def walk(self, node, is_root=False):
        if isinstance(node, dict):
            is_source = all(name in node for name in ("file", "pos", "server_id"))
            result = {}
            for name, value in node.items():
                if value is None or name in ("before", "after", "ddl", "tableChanges"):
                    result[name] = value
                elif is_source:
                    result[name] = self.source(name, value, node)
                elif is_root and name in TIMES:
                    result[name] = "<ts>"
                else:
                    result[name] = self.walk(value)
            return result
        if isinstance(node, list):
            return [self.walk(item) for item in node]
        return self.text(node) if isinstance(node, str) else node

    def apply(self, record):
        result = dict(record)
        for part in ("key", "value"):
            if isinstance(result[part], dict):
                result[part] = {"schema": result[part]["schema"], "payload": self.walk(result[part]["payload"], True)}
        result["headers"] = [[name, dict(value, payload="<run>") if name == "__debezium.context.runId" else value] for name, value in result["headers"]]
        return result


def without_repeated_heartbeats(records):
    """How many heartbeats there are is a matter of time; the first stands for all."""
    seen = set()
    for record in records:
        if "heartbeat" not in record["topic"] or record["topic"] not in seen:
            seen.add(record["topic"])
            yield record


def write(path, records, tail):
    """Writes records with their schemas and headers numbered, because most records share them."""
    numbers, lines = {"schema": {}, "headers": {}}, []

    def number(kind, verb, item):
        text = json.dumps(item, sort_keys=True)
        if text not in numbers[kind]:
            numbers[kind][text] = len(numbers[kind])
            lines.append({kind: numbers[kind][text], verb: item})
        return numbers[kind][text]

    for record in records:
        line = {"topic": record["topic"]}
        for part in ("key", "value"):
            value = record[part]
            if value is not None:
                line[part + "Schema"] = number("schema", "is", value["schema"])
                value = value["payload"]
            line[part] = value
        line["headers"] = number("headers", "are", record["headers"])
        lines.append(line)
    with open(path, "w", encoding="utf-8") as file:
        for line in lines + tail:
            file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def failure_of(status):
    for task in status["tasks"]:
        if "trace" in task:
            causes = [line.strip() for line in task["trace"].split("\n") if line.strip() and not re.match(r"\s*(at |\.\.\.)", line)]
            return [{"failed": causes[0], "because": re.sub(r"\x1b\[[0-9;]*m", "", causes[-1])}]
    return []


def offset_of(offsets, placeholders):
    if not offsets or not offsets["offsets"]:
        return []
    found = offsets["offsets"][0]
    return [{"offset": placeholders.walk(found["offset"] | {"server_id": found["offset"].get("server_id", 0)}), "partition": found["partition"]}]


def change(server, topics, name, script):
    for number, part in enumerate(re.split(r"^-- @restart\n", script, flags=re.M)):
        if number > 0:
            topics.settle(1.5)
            rest("POST", f"/connectors/{name}/restart?includeTasks=true")
            time.sleep(4)
        if part.strip():
            server.run(part)


def record(folder, config_file):
    variant = re.fullmatch(r"config(?:\.(.+))?\.json", os.path.basename(config_file))[1]
    name = os.path.basename(folder) + (f"-{variant}" if variant else "")
    with open(config_file, encoding="utf-8") as file:
        config = json.load(file)
    options = config.pop("capture", {})
    is_mariadb = config["connector.class"] == "MariaDbConnector"
    server = Server("mariadb" if is_mariadb else "mysql")
    server.reset()
    with open(f"{folder}/setup.sql", encoding="utf-8") as file:
        server.run(file.read())
    base = server.position()
    topics = Topics(config["topic.prefix"], f"history-{name}")
    config.update({
        "connector.class": "io.debezium.connector." + ("mariadb.MariaDbConnector" if is_mariadb else "mysql.MySqlConnector"),
        "database.hostname": "127.0.0.1", "database.port": str(server.port), "database.user": "root", "database.password": "", "database.server.id": "7001",
        "schema.history.internal.kafka.bootstrap.servers": KAFKA, "schema.history.internal.kafka.topic": topics.history, "poll.interval.ms": "50"})
    if is_mariadb:
        config.setdefault("database.ssl.mode", "disable")
    log_start = os.path.getsize(WORKER_LOG)
    if rest("GET", f"/connectors/{name}"):
        remove(name)
    topics.forget()
    rest("PUT", f"/connectors/{name}/config", config)
    try:
        is_snapshot_whole = snapshot_ends(name, config, log_start)
        topics.settle(0.6)
        with open(f"{folder}/changes.sql", encoding="utf-8") as file:
            change(server, topics, name, file.read())
        topics.settle(1.5, options.get("atleast", 0))
        status = rest("GET", f"/connectors/{name}/status")
        time.sleep(1.2)
        offsets = rest("GET", f"/connectors/{name}/offsets")
        placeholders = Placeholders(base, server.events(base))
        # How much of a snapshot that fails comes out is a matter of time.
        records = topics.records() if is_snapshot_whole else []
    finally:
        remove(name)
        topics.consumer.close()
    failure = failure_of(status)
    write(f"{folder}/expected{'.' + variant if variant else ''}.jsonl", [placeholders.apply(r) for r in without_repeated_heartbeats(records)],
          failure + offset_of(offsets, placeholders))
    print(f"{name}: {len(records)} records{', failed: ' + failure[0]['because'][:160] if failure else ''}", flush=True)


def main():
    failed = False
    for folder in (argument.rstrip("/") for argument in sys.argv[1:]):
        for config_file in sorted(glob.glob(f"{folder}/config*.json")):
            try:
                record(folder, config_file)
            except Exception:  # one case that fails must not lose the others
                failed = True
                print(config_file, file=sys.stderr)
                traceback.print_exc()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
