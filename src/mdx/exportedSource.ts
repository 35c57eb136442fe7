import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The lines of one exported function of `src/numerics/<file>`, with its doc comment,
 * so that the page shows the very code that is tested. Throws if there is no such export.
 */
export function exportedSource(file: string, symbol: string): string {
  const text = readFileSync(join(process.cwd(), 'src/numerics', file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  for (const statement of tree.statements) {
    const names = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map((declaration) => declaration.name.getText(tree))
      : ts.isFunctionDeclaration(statement) && statement.name
        ? [statement.name.text]
        : [];
    if (names.includes(symbol)) {
      return text.slice(statement.getFullStart(), statement.getEnd()).trim();
    }
  }
  throw new Error(`src/numerics/${file} has no function "${symbol}"`);
}
