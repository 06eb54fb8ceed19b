#!/usr/bin/env python3
"""Measures two nodes that exchange forms over TLS on loopback, both with their files on disk: CPU per signed message, end to
end (forms and the retours that answer them, TLS and database in), and memory. Needs Python 3.9 and nothing else.

    Bench/node.py --weerthuis .build/release/weerthuis [--messages 1000] [--floor MICROSECONDS]
"""
import argparse, json, os, pathlib, resource, shutil, subprocess, sys, tempfile, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
SENDER, RECEIVER = "zorgaanbieder", "transferpunt"


def cpu(process):
    """Seconds of user and system time so far."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def resident(process):
    """Megabytes in memory."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")) / 1024


def metric(port, name):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        for line in answer.read().decode().splitlines():
            if line.startswith(name + " "):
                return int(line.split()[1])
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weerthuis", default=str(ROOT / ".build/release/weerthuis"))
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--floor", type=float, help="microseconds of bare EVP calls, to compare with")
    options = parser.parse_args()
    tool = os.path.abspath(options.weerthuis)
    work = pathlib.Path(tempfile.mkdtemp(prefix="weerthuis-bench-"))
    region = work / "region"
    shutil.copytree(ROOT / "keys-example", region)
    for name in ["passphrase.txt", f"{SENDER}/passphrase", f"{RECEIVER}/passphrase"]:
        (region / name).chmod(0o600)

    def run(*words):
        subprocess.run([tool, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=region)

    run("directory", "freshen", "directory/edition-1.p7m", "--key", "authority/freshness.key.pem", "--cert",
        "authority/freshness.cert.pem", "--passphrase-file", "passphrase.txt", "--out", "fresh.p7m")
    nodes = {}
    for name in (SENDER, RECEIVER):
        run("directory", "publish", "--node", name, "--freshness", "fresh.p7m", "directory/edition-1.p7m")
        log = open(work / f"{name}.log", "w")
        process = subprocess.Popen(
            [tool, "serve", "--node", name, "--json"], cwd=region, stdout=subprocess.PIPE, stderr=log, text=True)
        line = process.stdout.readline()
        if not line:
            for started, _ in nodes.values():
                started.terminate()
            sys.exit(f"{name} does not start: {(work / f'{name}.log').read_text()}")
        nodes[name] = (process, json.loads(line)["localPort"])
    try:
        measure(options, tool, work, region, nodes)
    finally:
        for process, _ in nodes.values():
            process.terminate()
        for process, _ in nodes.values():
            process.wait(timeout=60)
        shutil.rmtree(work, ignore_errors=True)


def measure(options, tool, work, region, nodes):
    form = ROOT / "Tests/Vectors/formulieren/registratie.json"
    (care, care_port), (desk, desk_port) = nodes[SENDER], nodes[RECEIVER]

    def send(count):
        """Sends and waits until every form and every retour is delivered; answers the seconds of the command itself."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        goals = [(port, metric(port, 'weerthuis_messages{state="delivered"}') + count) for port in (care_port, desk_port)]
        subprocess.run(
            [tool, "send", "--node", SENDER, "--type", "registratie", "--as", "m.postma@deterp.example"]
            + [str(form)] * count, check=True, cwd=region, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        limit = time.monotonic() + 300
        while any(metric(port, 'weerthuis_messages{state="delivered"}') < goal for port, goal in goals):
            if time.monotonic() > limit:
                sys.exit("not everything was delivered within five minutes")
            time.sleep(0.2)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    time.sleep(2)
    idle = [resident(care), resident(desk)]
    once = send(1)
    begin, used = time.monotonic(), [cpu(care), cpu(desk)]
    command = sum(send(min(100, options.messages - done)) - once for done in range(0, options.messages, 100))
    seconds, used = time.monotonic() - begin, [cpu(care) - used[0], cpu(desk) - used[1]]
    signed = options.messages * 2
    each = (sum(used) + max(0, command)) / signed * 1e6
    print(f"signed messages         {signed} in {seconds:.1f} s")
    print(f"CPU per message         {each:.0f} us (sender {used[0] / signed * 1e6:.0f}, receiver "
          f"{used[1] / signed * 1e6:.0f}, command {max(0, command) / signed * 1e6:.0f})")
    if options.floor:
        print(f"floor of EVP calls      {options.floor:.0f} us: {each / options.floor:.2f} times")
    print(f"idle node, resident     {max(idle):.1f} MB; after the run {max(resident(care), resident(desk)):.1f} MB")


main()
