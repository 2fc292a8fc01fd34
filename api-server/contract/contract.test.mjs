// The contract is good OpenAPI 3.1 and follows the rules below.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { createConfig, lint } from '@redocly/openapi-core';

const RULES = {
  extends: ['recommended-strict'],
  rules: {
    // The server of a contract that everybody may run is the reader's own.
    'no-server-example.com': 'error',
    'info-license': 'off',
    'no-unused-components': 'error',
    'operation-operationId-unique': 'error',
    'operation-description': 'off',
    'operation-4xx-response': 'off',
    'no-ambiguous-paths': 'error',
    'path-parameters-defined': 'error',
    'no-invalid-media-type-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'security-defined': 'error',
  },
};

test('the contract keeps the rules', async () => {
  const config = await createConfig(RULES);
  const ref = fileURLToPath(new URL('../openapi.yaml', import.meta.url));
  const problems = await lint({ ref, config });
  assert.deepEqual(
    problems.map((p) => `${p.ruleId} at ${p.location?.[0]?.pointer}: ${p.message}`),
    [],
  );
});
