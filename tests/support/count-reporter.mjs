/**
 * Ends a whole run with one line on stdout that people and machines can read: `N passed, N failed`.
 * A file that could not even be loaded counts as a failure, or a broken import would look like a green run.
 */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${failed} failed`];
    if (skipped > 0) counts.push(`${skipped} skipped`);
    // Jest prints its own summary after this hook, so our line waits for the very end of the process.
    process.once('exit', () => process.stdout.write(`${counts.join(', ')}\n`));
  }
}
