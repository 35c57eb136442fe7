import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { alongTwoPaths, backTwoPaths } from '#numerics/attribution/twoPaths.ts';
import { reluRules } from '#numerics/reluRules.ts';
import { Choice } from '#ui/Choice.tsx';
import { inPlaces } from '#ui/formatNumber.ts';
import { LinePlot, type Series } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { ruleNames } from '#demos/attribution/ruleNames.ts';
import { lowers, pathsDefaults, pathsOf, pathsSchema, type PathsState } from './state.ts';

const lowerOptions = (['opposite', 'same'] as const).map((value) => ({
  value,
  label: lowers[value].label,
}));
/** Where the curve is drawn, and how far the promised lines reach on either side, at most. */
const [LEAST, MOST, POINTS, REACH, RISE] = [-1, 3, 81, 0.6, 3];
/** The little step whose real effect is compared with the promised one. */
const STEP = 0.05;

/** A number that rounding may have left off by a little. */
const short = (value: number) => inPlaces(value, 3);
/** What stands before a unit's name in a sum, its sign left out. */
const factor = (value: number) => (Math.abs(value) === 1 ? '' : `${short(Math.abs(value))} `);
const gate = ({ arrives, passes }: { arrives: number; passes: number }) =>
  `${short(arrives)} → ${short(passes)}`;

/** Two paths from x to y, three ways back: whose slope is the curve's? */
export function Paths() {
  const link = useDemoState<PathsState>('paths', pathsSchema, pathsDefaults);
  const { state, update } = link;
  const { lower, x, v1, v2 } = state;
  const paths = pathsOf(state);
  const { z, last, y } = alongTwoPaths(paths, x);
  const back = reluRules.map((rule) => ({ rule, ...backTwoPaths(paths, x, rule) }));
  const rise = alongTwoPaths(paths, x + STEP).y - y;

  const curve = Array.from({ length: POINTS }, (_, i) => {
    const at = LEAST + ((MOST - LEAST) * i) / (POINTS - 1);
    return [at, alongTwoPaths(paths, at).y] as const;
  });
  const highest = Math.max(...curve.map(([, value]) => value));
  const promised = back
    .filter(({ rule }) => rule !== 'deconvnet')
    .map(({ rule, x: slope }): Series => {
      const reach = Math.min(REACH, RISE / Math.max(Math.abs(slope), 1));
      return {
        name: ruleNames[rule].toLowerCase(),
        role: 'upstream',
        points: [-reach, reach].map((d) => [x + d, y + slope * d] as const),
      };
    });
  const slopes = back.map(
    ({ rule, x: slope }) => `${ruleNames[rule].toLowerCase()} ${short(slope)}`,
  );
  const said = `At x = ${short(x)} the signals at x are: ${slopes.join(', ')}. A step of ${STEP} to the right really changes y by ${short(rise)}.`;
  const rows = [
    { name: 'y', z: last, cells: back.map(({ y: at }) => gate(at)) },
    ...([0, 1] as const).map((i) => ({
      name: ['h₁', 'h₂'][i] ?? '',
      z: z[i],
      cells: back.map(({ h }) => gate(h[i] ?? { arrives: 0, passes: 0 })),
    })),
  ];

  return (
    <DemoFrame
      id="paths"
      question="Two paths, three ways back: whose slope does the curve have?"
      caption={
        <>
          <p>
            Drag x along the curve. In the table, left of an arrow stands what arrives at a ReLU
            from above, right of it what goes on.
          </p>
          <p>
            Find a place where guided promises too little; then, with “x and 2x” below, weights for
            which it has not even the sign.
          </p>
        </>
      }
      link={link}
      announce={said}
      status="by hand: no network"
      controls={
        <>
          <Slider
            label="input"
            symbol="x"
            value={x}
            min={LEAST}
            max={MOST}
            step={0.05}
            role="input"
            onChange={(value) => update({ x: value })}
          />
          <Slider
            label="weight of h₁"
            symbol="v₁"
            value={v1}
            min={-3}
            max={3}
            step={0.5}
            role="kernel"
            onChange={(value) => update({ v1: value })}
          />
          <Slider
            label="weight of h₂"
            symbol="v₂"
            value={v2}
            min={-3}
            max={3}
            step={0.5}
            role="kernel"
            onChange={(value) => update({ v2: value })}
          />
          <Choice
            label="Below, the ReLUs of"
            role="kernel"
            options={lowerOptions}
            value={lower}
            onChange={(value) =>
              update(
                value === 'same'
                  ? { lower: value, v1: 1, v2: -1 }
                  : { lower: value, v1: 1, v2: -2 },
              )
            }
          />
        </>
      }
    >
      <LinePlot
        series={[{ name: 'y', points: curve, role: 'prediction' }, ...promised]}
        x={{ title: 'x', range: [LEAST, MOST] }}
        y={{ title: 'y', range: [-3, Math.max(4, highest + 1)] }}
        marker={x}
        description={said}
      />
      <table className="demo-table paths-table">
        <caption>
          y = ReLU({v1 < 0 && '−'}
          {factor(v1)}h₁ {v2 < 0 ? '−' : '+'} {factor(v2)}h₂ + {paths.c})
        </caption>
        <thead>
          <tr>
            <th scope="col">ReLU</th>
            <th scope="col">z</th>
            {reluRules.map((rule) => (
              <th scope="col" key={rule}>
                {ruleNames[rule]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, z: before, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{short(before)}</td>
              {cells.map((cell, i) => (
                <td key={reluRules[i]}>{cell}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">at x</th>
            <td />
            {back.map(({ rule, x: slope }) => (
              <td key={rule}>
                <strong>{short(slope)}</strong>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="map-facts">
        A step of {STEP} to the right: y really changes by {short(rise)}; promised are{' '}
        {back.map(({ rule, x: slope }) => `${short(STEP * slope)} (${rule})`).join(', ')}.
      </p>
    </DemoFrame>
  );
}
