#!/usr/bin/env python3
"""A mail system of its own on private ports: Postfix takes mail over TLS and brings it to Dovecot, which keeps it and serves it over
IMAP. Everything is in one folder; no service of the system is used. Needs root, dovecot-imapd, dovecot-lmtpd, postfix, openssl.
  mail_system.py [--folder DIR] [--domains a.example,b.example]
Prints one JSON line with the ports and the folder when it is ready; ends, and removes the folder, when its standard input ends.
Every address in the domains exists, with the password `geheim`; mail to any other domain is taken and bounces."""
import argparse, json, os, shutil, signal, socket, subprocess, sys, tempfile, time

options = argparse.ArgumentParser()
options.add_argument("--folder")
options.add_argument("--domains", default="partij1.example,partij2.example,partij5.example")
options = options.parse_args()
PASSWORD = "geheim"
NOBODY = 65534

# What both of Debian's versions understand.
DOVECOT = """
protocols = imap lmtp
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/dovecot.log
default_login_user = nobody
default_internal_user = nobody
default_internal_group = nogroup
first_valid_uid = 1
mail_max_userip_connections = 50
ssl = required
auth_mechanisms = plain
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    {address} = 127.0.0.1
    port = {imap}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    {address} = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
"""

# What stands in Dovecot 2.3 (Debian 12) only.
DOVECOT_2_3 = """
mail_location = maildir:{folder}/mail/%u
ssl_cert = <{folder}/tls.cert.pem
ssl_key = <{folder}/tls.key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={nobody} gid={nobody} home={folder}/mail/%u
}}
"""

# What stands in Dovecot 2.4 (Debian 13) only; the first two lines must come first.
DOVECOT_2_4_HEAD = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""
DOVECOT_2_4 = """
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
ssl_server_cert_file = {folder}/tls.cert.pem
ssl_server_key_file = {folder}/tls.key.pem
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {nobody}
    gid = {nobody}
    home = {folder}/mail/%{{user}}
  }}
}}
"""

POSTFIX = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = post.example
mydestination =
mynetworks = 127.0.0.0/8
local_recipient_maps =
alias_maps =
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = static:ok
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
default_transport = nobody
smtpd_tls_cert_file = {folder}/tls.cert.pem
smtpd_tls_key_file = {folder}/tls.key.pem
smtpd_tls_security_level = encrypt
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
in_flow_delay = 0
maillog_file = {folder}/post.log
maillog_file_prefixes = {prefix}
"""

SERVICES = """
{smtp} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
pickup unix n - n 60 1 pickup
nobody unix - n n - - pipe user=nobody argv=/bin/sh -c {{ echo mailbox is vol; exit 69 }}
postlog unix-dgram n - n - 1 postlogd
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def is_taken(port):
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


def write(folder, name, text, **values):
    with open(f"{folder}/{name}", "w") as file:
        file.write(text.format(folder=folder, **values))


def dovecot_settings():
    """The text of the installed version's settings, and the name of a listener's address in it."""
    version = subprocess.run(["/usr/sbin/dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    numbers = [int(part) for part in version.split()[0].split(".")[:2]]
    if numbers >= [2, 4]:
        return DOVECOT_2_4_HEAD + DOVECOT + DOVECOT_2_4, "listen"
    return DOVECOT + DOVECOT_2_3, "address"


def prepare(folder):
    for name in ["etc", "spool", "data", "run", "mail"]:
        os.makedirs(f"{folder}/{name}", exist_ok=True)
    os.chmod(folder, 0o755)
    os.chown(f"{folder}/mail", NOBODY, NOBODY)
    shutil.chown(f"{folder}/data", "postfix")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", f"{folder}/tls.key.pem", "-out", f"{folder}/tls.cert.pem"],
        check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def postfix(folder, command):
    return subprocess.run(
        ["/usr/sbin/postfix", "-c", f"{folder}/etc", command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL).returncode


def start(folder):
    """The running Dovecot and the ports; None when somebody else took one of the ports first."""
    ports = {name: free_port() for name in ["imap", "lmtp", "smtp"]}
    settings, address = dovecot_settings()
    write(folder, "dovecot.conf", settings, address=address, password=PASSWORD, nobody=NOBODY, **ports)
    write(folder, "etc/main.cf", POSTFIX, domains=options.domains.replace(",", ", "),
          prefix=os.path.dirname(folder), **ports)
    write(folder, "etc/master.cf", SERVICES, **ports)
    dovecot = subprocess.Popen(
        ["/usr/sbin/dovecot", "-F", "-c", f"{folder}/dovecot.conf"], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if postfix(folder, "start") == 0:
        for _ in range(600):
            if dovecot.poll() is not None:
                break
            if all(is_taken(port) for port in ports.values()):
                return dovecot, ports
            time.sleep(0.1)
    stop(folder, dovecot)
    return None


def stop(folder, dovecot):
    postfix(folder, "stop")
    dovecot.terminate()
    try:
        dovecot.wait(10)
    except subprocess.TimeoutExpired:
        dovecot.kill()
        dovecot.wait()


def main():
    # A program that blocks signals hands that on to its children, and then the servers could not be stopped.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = options.folder or tempfile.mkdtemp(prefix="weerthuis-mail-", dir="/tmp")
    running = None
    try:
        prepare(folder)
        for _ in range(3):
            running = start(folder)
            if running:
                break
        if not running:
            sys.exit(f"mail_system.py: the servers did not start, see {folder}/post.log and {folder}/dovecot.log")
        print(json.dumps({"event": "listening", "folder": folder, **running[1]}), flush=True)
        sys.stdin.buffer.read()
    finally:
        if running:
            stop(folder, running[0])
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


main()
