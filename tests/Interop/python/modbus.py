"""Modbus RTU devices made of pymodbus: a request in hexadecimal a line in, the answer a line out (empty where there is none).

Device 17 has, counted from 0:
  coils and discrete inputs 0..99: on where the number is divisible by 3, and by 5
  holding registers 0..99: 1000 + the number; input registers 0..99: 65535 - the number
  holding registers 200..: -12.625 as float and 305419896 as 32 bits, in the orders ABCD, CDAB, BADC, DCBA
"""

import struct
import sys

from pymodbus.constants import Endian
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.factory import ServerDecoder
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.payload import BinaryPayloadBuilder

ADDRESS = 17


def words(pack, byte_swapped, word_swapped):
    """The registers of a value; the byte order within a register is put in by hand, as pymodbus knows it on its decoding side only."""
    builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Little if word_swapped else Endian.Big)
    pack(builder)
    registers = builder.to_registers()
    return [struct.unpack("<H", struct.pack(">H", r))[0] for r in registers] if byte_swapped else registers


def context():
    holding = {number: 1000 + number for number in range(100)}
    at = 200
    for byte_swapped, word_swapped in ((False, False), (False, True), (True, False), (True, True)):
        for pack in (lambda b: b.add_32bit_float(-12.625), lambda b: b.add_32bit_uint(305419896)):
            for word in words(pack, byte_swapped, word_swapped):
                holding[at] = word
                at += 1
    return ModbusSlaveContext(
        co=ModbusSequentialDataBlock(0, [n % 3 == 0 for n in range(100)]),
        di=ModbusSequentialDataBlock(0, [n % 5 == 0 for n in range(100)]),
        hr=ModbusSparseDataBlock(holding),
        ir=ModbusSequentialDataBlock(0, [65535 - n for n in range(100)]),
        zero_mode=True,
    )


def main():
    store = context()
    framer = ModbusRtuFramer(ServerDecoder())
    answers = []

    def answer(request):
        response = request.execute(store)
        response.transaction_id = request.transaction_id
        response.unit_id = request.unit_id
        answers.append(framer.buildPacket(response))

    for line in sys.stdin:
        answers.clear()
        framer.resetFrame()
        framer.processIncomingPacket(bytes.fromhex(line.strip()), answer, ADDRESS)
        print(answers[0].hex() if answers else "", flush=True)


main()
