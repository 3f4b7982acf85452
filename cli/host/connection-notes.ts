import { readConnectionNote, writeConnectionNote } from '../../runtime/state-folder';
import type { Host } from './start-host';

/** Whether other commands find this host by themselves, and how to take that back. */
export type Noted = { readonly isFoundByOthers: boolean; readonly takeBack: () => Promise<void> };

/**
 * Tells other commands on this machine where the server is: those that use `own` (a run's own folder) always, those that use the common state
 * folder unless another host is there already.
 */
export async function noteConnection(host: Host, common: string, own: string): Promise<Noted> {
  const { address, namespace, uiUrl } = host.temporal;
  const at = { address, namespace, uiUrl };
  const other = common === own ? undefined : await readConnectionNote(common, () => undefined);
  const folders = other === undefined ? [...new Set([common, own])] : [own];
  const notes = await Promise.all(folders.map((folder) => writeConnectionNote(folder, at)));
  return {
    isFoundByOthers: other === undefined,
    takeBack: async () => {
      await Promise.all(notes.map((takeBack) => takeBack()));
    },
  };
}
