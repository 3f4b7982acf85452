import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';

type WebpackHook = NonNullable<BundleOptions['webpackConfigHook']>;

/** Written by the build beside the compiled code, so that a worker starts in a second and not in four. */
export const BUNDLE_FILE = join(__dirname, '..', 'workflow-bundle.js');

const WORKFLOWS = join(__dirname, '..', 'workflows');

export type WorkflowCode =
  { readonly workflowBundle: { readonly codePath: string } } | { readonly workflowsPath: string };

/** The prebuilt bundle, or the sources when nothing was built (tests that run them as they are). */
export function workflowCode(): WorkflowCode {
  return existsSync(BUNDLE_FILE) ? { workflowBundle: { codePath: BUNDLE_FILE } } : { workflowsPath: WORKFLOWS };
}

/** Bundles the workflows for the sandbox in which Temporal runs them. */
export async function bundleWorkflows(): Promise<string> {
  const { bundleWorkflowCode } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, webpackConfigHook: asOneModule });
  return code;
}

/** Every workflow loads the bundle's modules anew: our own as one take a third of the time that they take one by one. */
const asOneModule: WebpackHook = (config) => {
  const joined = { concatenateModules: true, providedExports: true, sideEffects: true, usedExports: true };
  return { ...config, optimization: { ...config.optimization, ...joined } };
};
