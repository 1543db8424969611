// Loads a NodeSet2 file into an OPC UA server of node-opcua on a loopback port, and looks at it as a client does: browses from the Objects folder down and
// reads every property. One JSON object on standard output.
//
//   node server.js FILE NAMESPACE_URI
"use strict";

const warnings = [];
for (const level of ["log", "info", "warn", "error", "debug"]) {
  console[level] = (...parts) => warnings.push(parts.join(" "));
}

const os = require("node:os");
const path = require("node:path");
const fs = require("node:fs");
const opcua = require("node-opcua");

const [file, uri] = process.argv.slice(2);

/** A value as plain JSON. */
function plain(value) {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, plain);
  switch (value.constructor.name) {
    case "LocalizedText":
      return value.text;
    case "EUInformation":
      return { namespaceUri: value.namespaceUri, unitId: value.unitId, displayName: value.displayName.text, description: value.description.text };
    case "Range":
      return { low: value.low, high: value.high };
  }

  return typeof value === "object" ? String(value) : value;
}

async function children(session, nodeId, referenceTypeId) {
  const result = await session.browse({
    nodeId,
    referenceTypeId,
    browseDirection: opcua.BrowseDirection.Forward,
    includeSubtypes: true,
    nodeClassMask: 0,
    resultMask: 63,
  });
  return result.references || [];
}

async function attribute(session, nodeId, attributeId) {
  return (await session.read({ nodeId, attributeId })).value.value;
}

async function field(session, reference) {
  const nodeId = reference.nodeId;
  const properties = {};
  for (const property of await children(session, nodeId, "HasProperty")) {
    properties[property.browseName.name] = plain(await attribute(session, property.nodeId, opcua.AttributeIds.Value));
  }

  const description = await attribute(session, nodeId, opcua.AttributeIds.Description);
  return {
    name: reference.browseName.name,
    type: opcua.DataType[(await attribute(session, nodeId, opcua.AttributeIds.DataType)).value],
    definition: reference.typeDefinition.toString(),
    valueRank: await attribute(session, nodeId, opcua.AttributeIds.ValueRank),
    arrayDimensions: plain(await attribute(session, nodeId, opcua.AttributeIds.ArrayDimensions)),
    description: description ? description.text : null,
    properties,
  };
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sidetap-server-"));
  const server = new opcua.OPCUAServer({
    hostname: "127.0.0.1",
    host: "127.0.0.1",
    port: 0,
    nodeset_filename: [opcua.nodesets.standard, file],
    securityModes: [opcua.MessageSecurityMode.None],
    securityPolicies: [opcua.SecurityPolicy.None],
    serverCertificateManager: new opcua.OPCUACertificateManager({ rootFolder: path.join(folder, "server") }),
    userCertificateManager: new opcua.OPCUACertificateManager({ rootFolder: path.join(folder, "users") }),
  });
  const client = opcua.OPCUAClient.create({
    endpointMustExist: false,
    clientCertificateManager: new opcua.OPCUACertificateManager({ rootFolder: path.join(folder, "client") }),
    connectionStrategy: { maxRetry: 2 },
  });
  try {
    await server.initialize();
    await server.start();
    await client.connect(`opc.tcp://127.0.0.1:${server.endpoints[0].port}`);
    const session = await client.createSession();
    const namespaces = await session.readNamespaceArray();
    const index = namespaces.indexOf(uri);
    const machines = [];
    for (const machine of await children(session, "ObjectsFolder", "Organizes")) {
      if (machine.nodeId.namespace !== index) continue;
      const fields = [];
      for (const reference of await children(session, machine.nodeId, "HasComponent")) {
        fields.push(await field(session, reference));
      }

      machines.push({ name: machine.browseName.name, fields });
    }

    await session.close();
    return { namespaces, machines, warnings };
  } finally {
    await client.disconnect();
    await server.shutdown(0);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  (answer) => process.stdout.write(JSON.stringify(answer) + "\n", () => process.exit(0)),
  (error) => process.stderr.write(`${error.stack}\n${warnings.join("\n")}\n`, () => process.exit(1)),
);
