import { inPlaces, percent } from '#ui/formatNumber.ts';
import type { ShownTransfer } from './shownTransfer.ts';

/** What is left of the content, and how far each layer's style is from the style image's. */
export function Measures({ shown }: { shown: ShownTransfer }) {
  const { layers, contentLoss, contentSize, pixelCorrelation, featureCorrelation } = shown;
  const { contentPlace, byGram, centred } = shown.settings;
  return (
    <div className="gram-measures">
      <table className="demo-table">
        <caption>Content: new picture against content image</caption>
        <tbody>
          <tr>
            <th scope="row">correlation of the pixels</th>
            <td>{inPlaces(pixelCorrelation, 2)}</td>
          </tr>
          <tr>
            <th scope="row">correlation of the features at {contentPlace}</th>
            <td>{inPlaces(featureCorrelation, 2)}</td>
          </tr>
          <tr>
            <th scope="row">
              L at {contentPlace}
              {byGram && ' (not asked for)'}
            </th>
            <td>
              {exponent(contentLoss)}, {percent(contentLoss / contentSize)} of ½‖P‖²
            </td>
          </tr>
        </tbody>
      </table>
      <table className="demo-table">
        <caption>Style: E of each layer{centred && ', of covariances'}</caption>
        <thead>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">content image</th>
            <th scope="col">new picture</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {layers.map(({ place, loss, ofContent }) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              <td>{exponent(ofContent)}</td>
              <td>{exponent(loss)}</td>
              <td>{inPlaces((100 * loss) / ofContent, 1)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Three digits, with a power of ten where the number is small or large. */
function exponent(value: number): string {
  if (value === 0) return '0';
  const power = Math.floor(Math.log10(Math.abs(value)));
  if (power >= -2 && power < 5) return Number(value.toPrecision(3)).toLocaleString('en');
  const raised = [...String(power)].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)] ?? '⁻').join('');
  return `${(value / 10 ** power).toFixed(2)}·10${raised}`;
}
