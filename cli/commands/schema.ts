import { Argument } from 'commander';
import { action } from './action';
import type { CommandFile } from './command-file';

export const schema: CommandFile = {
  register: (program, finish) => {
    program
      .command('schema')
      .description('print the JSON Schema of a kind of file, for editors')
      .addArgument(new Argument('<kind>', 'kind of file').choices(['fleet', 'release', 'policy']))
      .addHelpText('after', '\nExample:\n  cellwave schema fleet > fleet.schema.json')
      .action(
        action(finish, async ({ args, screen }) => {
          const { jsonSchema, schemaKind } = await import('../config/json-schema');
          screen.printJson(jsonSchema(schemaKind(args[0])));
        }),
      );
  },
};
