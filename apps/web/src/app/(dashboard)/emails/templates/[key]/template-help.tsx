import type { Template } from "./template-editor.tsx";

/** What a template can be made of. */
export function TemplateHelp({ variables }: Pick<Template, "variables">) {
  return (
    <div className="flex flex-col gap-3 text-table">
      <div className="overflow-x-auto">
        <table className="w-full">
          <caption className="pb-1 text-left text-section">Variables</caption>
          <tbody>
            {variables.map(({ name, words }) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-4 text-left font-mono text-meta font-normal">
                  {`{{ ${name} }}`}
                </th>
                <td className="py-1.5 text-ink-2">{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="max-w-prose text-ink-2">
        The text is Liquid. Empty lines part paragraphs; <code># Heading</code>, <code>- item</code>
        , <code>| cells | of a table |</code>, <code>**bold**</code> and{" "}
        <code>[a link](https://…)</code> are shown as such, and a link that is alone in its
        paragraph as a button.
      </p>
    </div>
  );
}
