"""Draws the figures of a run as bars, for docs/performance.md."""

from xml.sax.saxutils import escape

WIDTH, LABELS, BAR, GAP, TOP = 760, 300, 20, 10, 46
OURS, THEIRS = "#1f6f8b", "#a9b4ba"


class Chart:
    """One file: a title and bars of one unit, each with its figure; ours are darker than what they stand beside."""

    def __init__(self, name, title, unit):
        self.name, self.title, self.unit, self.bars = name, title, unit, []

    def add(self, label, value, is_ours=True):
        if value is not None:
            self.bars.append((label, value, is_ours))

    def text(self, machine):
        most = max(value for _, value, _ in self.bars) or 1
        height = TOP + len(self.bars) * (BAR + GAP) + 26
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
            f'font-size="13" role="img" aria-label="{escape(self.title)}">',
            f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
            f'<text x="8" y="24" font-size="16" font-weight="bold">{escape(self.title)}</text>',
        ]
        for number, (label, value, is_ours) in enumerate(self.bars):
            top = TOP + number * (BAR + GAP)
            length = max(1, round((WIDTH - LABELS - 110) * value / most))
            lines += [
                f'<text x="{LABELS - 8}" y="{top + 15}" text-anchor="end">{escape(label)}</text>',
                f'<rect x="{LABELS}" y="{top}" width="{length}" height="{BAR}" fill="{OURS if is_ours else THEIRS}"/>',
                f'<text x="{LABELS + length + 6}" y="{top + 15}">{short(value)} {escape(self.unit)}</text>',
            ]
        lines += [f'<text x="8" y="{height - 8}" font-size="11" fill="#555">{escape(machine)}</text>', "</svg>"]
        return "\n".join(lines) + "\n"


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def figure(rows, beginning):
    """The first row whose name begins so; rows that were not measured give nothing."""
    return next((row for row in rows if row["figure"].startswith(beginning)), {})


def charts(rows):
    cpu = Chart("performance-cpu", "Processor time of one signed message, end to end, receipt verified", "µs")
    here, apart = figure(rows, "CPU per signed message, end to end"), figure(rows, "CPU per signed message, keys in")
    cpu.add("bare EVP calls (the floor)", here.get("theirs"), False)
    cpu.add("keys in the node", here.get("ours"))
    cpu.add("keys in their own process", apart.get("ours"))
    yield cpu

    product = Chart("performance-product", "Messages with their receipts, per second of processor time", "/s")
    rsa = figure(rows, "signed messages per second of processor, RSA")
    product.add("pyas2lib, RSA-3072, AES-CBC", rsa.get("theirs"), False)
    product.add("we, the same job, TLS and disk in", rsa.get("ours"))
    product.add("we, P-256, AES-GCM, TLS and disk in", figure(rows, "the same, per second of processor").get("ours"))
    yield product

    latency = Chart("performance-latency", "From the form to the verified receipt on disk, idle nodes", "ms")
    median = figure(rows, "form to verified receipt, median")
    latency.add("one fdatasync (three are waited for)", median.get("theirs"), False)
    latency.add("median", median.get("ours"))
    latency.add("median, keys in their own process", figure(rows, "the same, median, keys").get("ours"))
    latency.add("99 of 100", figure(rows, "form to verified receipt, p99").get("ours"))
    yield latency

    growth = Chart("performance-growth", "Signed messages per second, two nodes on this machine", "/s")
    full = next((row for row in rows if row["figure"].endswith("stored") and "per second" in row["figure"]), {})
    growth.add("1,000 messages stored", full.get("theirs"))
    growth.add(full.get("figure", "").rpartition(", ")[2].replace("stored", "messages stored") or "full store",
               full.get("ours"))
    growth.add("empty stores", figure(rows, "signed messages per second, both").get("ours"))
    growth.add("keys replaced every second", figure(rows, "signed messages per second, a contactpersoon").get("ours"))
    yield growth

    envelope = Chart("performance-envelope", "Envelopes of 2 KB, per second of processor time", "/s")
    for operation in ("seal", "open"):
        for row in rows:
            if row["figure"] == f"{operation}, 2 KB, gcm, P-256" and "yardstick_per_cpu_s" in row:
                envelope.add(f"{operation}: {row['yardstick']}", row["yardstick_per_cpu_s"], False)
        envelope.add(f"{operation}: we", figure(rows, f"{operation}, 2 KB, gcm").get("ours_per_cpu_s"))
    yield envelope


def draw(rows, machine, folder):
    """Writes the charts for which there are figures."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{machine['cpu']}, {machine['cores']} cores, {machine['openssl']}, {machine['date']}"
    for chart in charts(rows):
        if len(chart.bars) > 1:
            (folder / f"{chart.name}.svg").write_text(chart.text(name))
