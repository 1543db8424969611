"""Decodes and builds MQTT-SN frames with Scapy: a JSON object a line in, a JSON object a line out.

{"decode": "<hex>"}                                   -> {"messages": [...], "rebuilt": "<hex>" or null}
{"build": [{"type": 12, "fields": {"tid": 1, ...}}]}  -> {"octets": "<hex>"}

Either answers {"error": "..."} where Scapy raises. Octet strings are {"octets": "<hex>"}, everything else is a number.
"""

import json
import sys

from scapy.contrib.mqttsn import MQTTSN
from scapy.packet import NoPayload


def to_json(value):
    return {"octets": bytes(value).hex()} if isinstance(value, (bytes, str)) else value


def from_json(value):
    return bytes.fromhex(value["octets"]) if isinstance(value, dict) else value


def layers_of(packet):
    while not isinstance(packet, NoPayload):
        yield packet
        packet = packet.payload


def messages_of(packet):
    """A message is the layer of Length and MsgType and, where there are fields, one more."""
    messages = []
    for layer in layers_of(packet):
        if isinstance(layer, MQTTSN):
            messages.append({"type": layer.type, "length": layer.len, "fields": {}})
        elif type(layer).__name__.startswith("MQTTSN"):
            messages[-1]["fields"] = {
                name: to_json(value) for name, value in layer.fields.items() if value is not None
            }
        else:
            raise ValueError("octets that belong to no message: " + bytes(layer).hex())
    return messages


def build(messages):
    packet = None
    for message in messages:
        layer = MQTTSN(type=message["type"])
        if message["fields"]:
            body = layer.guess_payload_class(b"")
            layer = layer / body(**{name: from_json(value) for name, value in message["fields"].items()})
        packet = layer if packet is None else packet / layer
    return bytes(packet)


def answer(request):
    if "build" in request:
        return {"octets": build(request["build"]).hex()}
    messages = messages_of(MQTTSN(bytes.fromhex(request["decode"])))
    try:
        rebuilt = build(messages).hex()
    except Exception:  # what Scapy cannot build, the caller knows
        rebuilt = None
    return {"messages": messages, "rebuilt": rebuilt}


for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))))
    except Exception as error:
        print(json.dumps({"error": type(error).__name__ + ": " + str(error)}))
