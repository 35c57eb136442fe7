/** A number that a figure measures, with its name. */
export function Measure({ name, value }: { name: string; value: string }) {
  return (
    <div className="measure">
      <dt>{name}</dt>
      <dd className="measure-value">{value}</dd>
    </div>
  );
}
