"""An MQTT-SN client that owes nothing to this repository: Scapy builds and reads its frames. Its faults are chosen.

    client.py PORT [FAULT ...]

What it does is in SIDETAP_NEEDS. Timers are short: Tretry 750 ms, Nretry 2, Twait 2500 ms.
"""

import os
import socket
import sys
import time

from scapy.contrib import mqttsn as sn

TRETRY = 0.75
NRETRY = 2
TWAIT = 2.5
DURATION = 2
PUBLISH_EVERY = 0.1

FAULTS = {
    "no-dup",  # a PUBLISH is sent again without DUP
    "new-msgid",  # ... with a new MsgId
    "no-pingresp",  # the gateway's PINGREQ is not answered
    "eager",  # PUBLISH does not wait for REGACK
    "no-twait",  # congestion is not heeded
    "qos0-msgid",  # MsgId at QoS 0
    "no-reregister",  # an invalid topic id is used again
    "no-pubcomp",  # PUBREL is not answered
    "long-id",  # a ClientId of 30 characters
}


# Octets of the messages a client takes, without Length; those with a text at their end have at least as many.
SIZES = {
    sn.CONNACK: 2,
    sn.REGACK: 6,
    sn.PUBLISH: 6,
    sn.PUBACK: 6,
    sn.PUBREC: 3,
    sn.PUBREL: 3,
    sn.PUBCOMP: 3,
    sn.SUBACK: 7,
    sn.UNSUBACK: 3,
    sn.PINGREQ: 1,
    sn.PINGRESP: 1,
    sn.DISCONNECT: 1,
}


def is_whole(octets):
    """Scapy puts defaults in the place of fields that are missing; a client must not."""
    header = 3 if octets[:1] == b"\x01" else 1
    length = int.from_bytes(octets[1:3] if header == 3 else octets[:1], "big")
    if length != len(octets) or length <= header or octets[header] not in SIZES:
        return False
    size = SIZES[octets[header]]
    return length - header == size or (length - header > size and octets[header] == sn.PUBLISH)


class Client:
    def __init__(self, port, needs, faults):
        self.needs = needs
        self.faults = faults
        self.gateway = ("127.0.0.1", port)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.01)
        self.msg_id = 0
        self.quiet_until = 0
        self.restart()

    def restart(self):
        self.active = False
        self.topic_id = None
        self.subscribed = set()
        self.waiting = {}  # kind -> [frame builder, due, repetitions left, msg id]
        self.quiet_until = 0
        self.next_publish = 0
        self.publish_qos = 0
        self.invalid_ids = 0
        self.last_sent = time.monotonic()
        self.request("connect", self.connect)

    def next_id(self):
        self.msg_id = self.msg_id % 0xFFFF + 1
        return self.msg_id

    def send(self, kind, body=None):
        packet = sn.MQTTSN(type=kind) if body is None else sn.MQTTSN(type=kind) / body
        self.socket.sendto(bytes(packet), self.gateway)
        self.last_sent = time.monotonic()

    def request(self, kind, build):
        msg_id = self.next_id()
        self.waiting[kind] = [build, time.monotonic() + TRETRY, NRETRY, msg_id]
        build(msg_id, 0)

    def answered(self, kind, msg_id=None):
        entry = self.waiting.get(kind)
        if entry is None or (msg_id is not None and entry[3] != msg_id):
            return False
        del self.waiting[kind]
        return True

    # What is sent, and sent again.

    def connect(self, msg_id, dup):
        name = "scapy" + ("x" * 25 if "long-id" in self.faults else "")
        self.send(sn.CONNECT, sn.MQTTSNConnect(cleansess=1, duration=DURATION, client_id=name))

    def register(self, msg_id, dup):
        self.send(sn.REGISTER, sn.MQTTSNRegister(tid=0, mid=msg_id, topic_name="scapy/out"))

    def subscribe(self, msg_id, dup):
        self.send(sn.SUBSCRIBE, sn.MQTTSNSubscribe(dup=dup, qos=2, mid=msg_id, topic_name="scapy/in"))

    def publish(self, qos):
        def build(msg_id, dup):
            if dup and "new-msgid" in self.faults:
                msg_id = self.waiting["publish"][3] = self.next_id()
            if "no-dup" in self.faults:
                dup = 0
            self.send(sn.PUBLISH, sn.MQTTSNPublish(dup=dup, qos=qos, tid=self.topic_id or 1, mid=msg_id, data="x"))

        return build

    def release(self, msg_id, dup):
        self.send(sn.PUBREL, sn.MQTTSNPubrel(mid=msg_id))

    def ping(self, msg_id, dup):
        self.send(sn.PINGREQ)

    # What comes.

    def handle(self, packet):
        kind, body = packet.type, packet.payload
        if kind == sn.CONNACK and self.waiting.get("connect"):
            self.answered("connect")
            self.active = body.return_code == sn.ACCEPTED
            if not self.active:
                self.quiet_until = time.monotonic() + TWAIT
        elif kind == sn.DISCONNECT:
            self.restart()
        elif kind == sn.REGACK and self.answered("register", body.mid):
            self.topic_id = body.tid if body.return_code == sn.ACCEPTED and body.tid not in (0, 0xFFFF) else None
            if body.return_code != sn.ACCEPTED:
                self.quiet_until = time.monotonic() + TWAIT
        elif kind == sn.SUBACK and self.answered("subscribe", body.mid):
            if body.return_code == sn.ACCEPTED:
                self.subscribed.add(body.tid)
        elif kind == sn.PUBACK:
            self.handle_puback(body)
        elif kind == sn.PUBREC and self.publish_qos == 2 and self.answered("publish", body.mid):
            self.request("release", self.release)
            self.waiting["release"][3] = body.mid
        elif kind == sn.PUBREC and self.publish_qos == 2:
            self.release(body.mid, 0)
        elif kind == sn.PUBCOMP:
            self.answered("release", body.mid)
        elif kind == sn.PUBREL and "no-pubcomp" not in self.faults:
            self.send(sn.PUBCOMP, sn.MQTTSNPubcomp(mid=body.mid))
        elif kind == sn.PINGREQ and "no-pingresp" not in self.faults:
            self.send(sn.PINGRESP)
        elif kind == sn.PINGRESP:
            self.answered("ping")
        elif kind == sn.PUBLISH:
            self.handle_publish(body)

    def handle_puback(self, body):
        if not self.answered("publish", body.mid):
            return
        if body.return_code == sn.REJ_CONJ and "no-twait" not in self.faults:
            self.quiet_until = time.monotonic() + TWAIT
        elif body.return_code == sn.REJ_TID and "no-reregister" not in self.faults:
            self.topic_id = None
            self.invalid_ids += 1
            if self.invalid_ids > 1:
                self.quiet_until = time.monotonic() + TWAIT
        elif body.return_code == sn.ACCEPTED:
            self.invalid_ids = 0

    def handle_publish(self, body):
        known = body.tid_type == sn.TID_NORMAL and body.tid in self.subscribed
        if body.qos == sn.QOS_2 and known:
            self.send(sn.PUBREC, sn.MQTTSNPubrec(mid=body.mid))
        elif body.qos in (sn.QOS_1, sn.QOS_2):
            code = sn.ACCEPTED if known else sn.REJ_TID
            self.send(sn.PUBACK, sn.MQTTSNPuback(tid=body.tid, mid=body.mid, return_code=code))

    # What is due.

    def step(self):
        now = time.monotonic()
        for kind, entry in list(self.waiting.items()):
            if now < entry[1]:
                continue
            if entry[2] == 0:
                self.restart()
                return
            entry[1], entry[2] = now + TRETRY, entry[2] - 1
            entry[0](entry[3], 1)
        if now < self.quiet_until:
            return
        if not self.active:
            if "connect" not in self.waiting:
                self.restart()
            return
        publishes = [need for need in self.needs if need.startswith("publish-qos")]
        if (publishes or "register" in self.needs) and self.topic_id is None and "register" not in self.waiting:
            self.request("register", self.register)
        if "subscribe-name" in self.needs and not self.subscribed and "subscribe" not in self.waiting:
            self.request("subscribe", self.subscribe)
        ready = self.topic_id is not None or "eager" in self.faults
        if publishes and ready and now >= self.next_publish and not {"publish", "release"} & self.waiting.keys():
            self.next_publish = now + PUBLISH_EVERY
            self.publish_next(int(publishes[0][-1]))
        if now - self.last_sent > DURATION * 0.8 and "ping" not in self.waiting:
            self.request("ping", self.ping)

    def publish_next(self, qos):
        if qos == 0:
            self.publish(0)(self.next_id() if "qos0-msgid" in self.faults else 0, 0)
        else:
            self.publish_qos = qos
            self.request("publish", self.publish(qos))

    def run(self):
        while True:
            self.step()
            try:
                octets, source = self.socket.recvfrom(2048)
            except TimeoutError:
                continue
            if source == self.gateway and is_whole(octets):
                self.handle(sn.MQTTSN(octets))


def main():
    faults = set(sys.argv[2:])
    if faults - FAULTS:
        sys.exit("no such fault: " + " ".join(faults - FAULTS))
    Client(int(sys.argv[1]), os.environ.get("SIDETAP_NEEDS", "connect").split(), faults).run()


if __name__ == "__main__":
    main()
