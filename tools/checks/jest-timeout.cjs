// Jest takes no time limit and no number of tries from a project's settings, so every kind of test hands its own in here.
jest.setTimeout(globalThis.testTimeoutMs);
jest.retryTimes(globalThis.testRetries, { logErrorsBeforeRetry: true });
