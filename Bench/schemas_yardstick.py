"""The yardstick beside bench-schemas: orjson.loads and jsonschema-rs, bytes to verdict, on one thread.

Needs orjson==3.13.0 and jsonschema-rs==0.60.3 (script/bootstrap --peers installs them). Prints one line of JSON.
"""

import argparse
import json
import resource
import time

import jsonschema_rs
import orjson


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schema", required=True)
    parser.add_argument("--document", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()

    with open(options.schema, "rb") as file:
        schema = orjson.loads(file.read())
    with open(options.document, "rb") as file:
        document = file.read()
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    is_valid, loads = validator.is_valid, orjson.loads
    assert is_valid(loads(document)), "the document is not valid"

    start, elapsed, count = time.process_time(), 0.0, 0
    while elapsed < options.seconds:
        for _ in range(1000):
            is_valid(loads(document))
        count += 1000
        elapsed = time.process_time() - start
    print(json.dumps({
        "program": "orjson + jsonschema-rs", "per_cpu_s": int(count / elapsed), "document_bytes": len(document),
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


main()
