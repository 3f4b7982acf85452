// Jest takes no time limit from a project's settings, so every kind of test hands its own in here.
jest.setTimeout(globalThis.testTimeoutMs);
