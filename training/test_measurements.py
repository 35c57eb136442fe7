"""What the measurements' pieces promise. Needs no data: `python -m unittest`."""

import copy
import json
import unittest
from pathlib import Path

import torch
from torch.nn import functional

from augment import add_noise, preprocess
from configurations import BASE
from experiments import evolution, one_pixel, robustness, smoothing
from experiments.measurement import text
from experiments.pixel_judge import Judge, changed, median3
from experiments.restyle import Restyling, features, gram, relative, restyle
from experiments.restyled import conflicts, styles_of_any_class, styles_of_own_class
from experiments.shape_tests import grey, shuffled
from experiments.shipped import from_files
from network import build, fold


def small_network() -> torch.nn.Sequential:
    torch.manual_seed(0)
    return fold(build(BASE.architecture).eval()).requires_grad_(False)


def few_images(count: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    return torch.randint(256, (count, 32, 32, 3), generator=generator, dtype=torch.uint8)


class Restyled(unittest.TestCase):
    def test_a_gram_matrix_does_not_change_when_positions_are_shuffled(self) -> None:
        maps = torch.randn(2, 5, 4, 4)
        moved = maps.flatten(2)[:, :, torch.randperm(16)].view(2, 5, 4, 4)
        torch.testing.assert_close(gram(moved), gram(maps))

    def test_restyling_comes_nearer_to_the_style_s_gram_matrices(self) -> None:
        network, how = small_network(), Restyling(steps=8)
        content, style = preprocess(few_images(4)).split(2)
        result = restyle(network, content, style, how)
        self.assertLessEqual(float(result.abs().max()), 1)

        def distance(images: torch.Tensor) -> torch.Tensor:
            found, wanted = (features(network, x, how.style_layers) for x in (images, style))
            return sum(relative(gram(found[name]), gram(wanted[name])) for name in how.style_layers)

        self.assertTrue(bool((distance(result) < distance(content)).all()))

    def test_every_image_is_the_style_of_one_other(self) -> None:
        labels = torch.arange(60) % 3
        for choose in (styles_of_any_class, styles_of_own_class):
            styles = choose(labels, torch.Generator().manual_seed(0))
            self.assertEqual(sorted(styles.tolist()), list(range(60)))
            self.assertFalse(bool((styles == torch.arange(60)).any()))
        self.assertTrue(bool((labels[styles] == labels).all()))

    def test_every_pair_of_classes_is_in_conflict_equally_often(self) -> None:
        labels = torch.arange(200) % 10
        contents, styles = conflicts(labels, 3, torch.Generator())
        pairs = torch.bincount(10 * labels[contents] + labels[styles], minlength=100).view(10, 10)
        self.assertTrue(torch.equal(pairs, 3 * (1 - torch.eye(10, dtype=torch.long))))

    def test_shuffling_keeps_all_pixels_and_tiles_of_one_piece_keep_the_image(self) -> None:
        images = few_images(3)
        self.assertTrue(torch.equal(shuffled(images, 1, torch.Generator()), images))
        moved = shuffled(images, 4, torch.Generator())
        self.assertFalse(torch.equal(moved, images))
        for one, other in zip(moved.view(3, -1), images.view(3, -1)):
            self.assertTrue(torch.equal(one.sort().values, other.sort().values))

    def test_grey_images_have_three_equal_channels(self) -> None:
        found = grey(few_images(2))
        self.assertTrue(torch.equal(found[..., 0], found[..., 2]))


class OnePixel(unittest.TestCase):
    def test_a_change_changes_one_pixel(self) -> None:
        image = preprocess(few_images(1))[0]
        found = changed(image, torch.tensor([[3, 7, 255, 0, 255]]))[0]
        self.assertEqual(found[:, 3, 7].tolist(), [1, -1, 1])
        differs = (found != image).any(0)
        self.assertEqual(differs.nonzero().tolist(), [[3, 7]])

    def test_the_corners_are_all_pixels_in_eight_colours(self) -> None:
        changes = one_pixel.corner_changes()
        self.assertEqual(len({tuple(row) for row in changes.tolist()}), 8192)
        self.assertEqual(changes[8 * (32 * 5 + 6) + 4].tolist(), [5, 6, 255, 0, 0])

    def test_the_median_is_that_of_nine(self) -> None:
        images = torch.randn(2, 3, 8, 8)
        padded = functional.pad(images, (1, 1, 1, 1), mode="replicate")
        windows = functional.unfold(padded, 3).view(2, 3, 9, 8, 8)
        torch.testing.assert_close(median3(images), windows.median(dim=2).values)

    def test_the_three_others_are_different(self) -> None:
        others = evolution.three_others(4, 6, torch.Generator().manual_seed(0))
        own = torch.arange(6).expand(4, 6)
        for row in torch.stack([own, *others], dim=-1).reshape(-1, 4).tolist():
            self.assertEqual(len(set(row)), 4)

    def test_evolution_finds_what_counting_finds(self) -> None:
        """A network that answers 1 as soon as any pixel is nearly white."""

        class Brightest(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.weight = torch.nn.Parameter(torch.ones(()))

            def forward(self, x: torch.Tensor) -> torch.Tensor:
                brightest = self.weight * x.mean(1).flatten(1).amax(1)
                return torch.stack((torch.full_like(brightest, 0.5), brightest), dim=1)

        judge = Judge(Brightest())
        images, labels = torch.full((2, 3, 32, 32), -1.0), torch.zeros(2, dtype=torch.long)
        found = evolution.evolve(judge, images, labels, torch.tensor([True, False]), 20, 30)
        self.assertGreaterEqual(found["generation"][0], 0)
        self.assertGreater(sum(found["found"][0][2:]) / 3, 191)
        self.assertEqual((found["generation"][1], found["found"][1]), (-1, None))
        self.assertLessEqual(found["queries"][0], 20 * (found["generation"][0] + 1))


class Certificate(unittest.TestCase):
    def test_all_of_n_give_the_bound_known_in_closed_form(self) -> None:
        self.assertAlmostEqual(smoothing.lower_bound(10_000, 10_000, 0.001), 0.001 ** (1 / 10_000), places=9)

    def test_the_tail_is_the_binomial_one(self) -> None:
        self.assertAlmostEqual(smoothing.at_least(2, 3, 0.3), 3 * 0.09 * 0.7 + 0.027, places=12)

    def test_the_answer_is_certified_only_beyond_one_half(self) -> None:
        self.assertEqual(smoothing.radius(5000, 10_000, 0.001, 0.25), 0)
        self.assertGreater(smoothing.radius(9900, 10_000, 0.001, 0.25), 0.5)


class Attacks(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(0)
        self.network = small_network()
        self.x, self.labels = preprocess(few_images(4)), torch.tensor([0, 1, 2, 3])

    def test_attacks_stay_in_their_ball_and_in_the_box(self) -> None:
        for attack in (robustness.random_in_box, robustness.fgsm, robustness.pgd):
            found = attack(self.network, self.x, self.labels, 0.05)
            self.assertLessEqual(float((found - self.x).abs().max()), 0.05 + 1e-6)
            self.assertLessEqual(float(found.abs().max()), 1)
        found = robustness.pgd_l2(self.network, self.x, self.labels, 0.5)
        self.assertLessEqual(float(robustness.norms(found - self.x).max()), 0.5 + 1e-5)

    def test_quantisation_hides_the_gradient_and_the_straight_one_shows_it(self) -> None:
        blind = robustness.gradient(lambda x: self.network(robustness.quantised(x)), self.x, self.labels)
        self.assertEqual(float(blind.abs().max()), 0)
        straight = robustness.Straight.apply
        seen = robustness.gradient(lambda x: self.network(straight(x)), self.x, self.labels)
        self.assertGreater(float(seen.abs().max()), 0)

    def test_quantisation_has_eight_levels(self) -> None:
        levels = robustness.quantised(torch.linspace(-1, 1, 1001)).unique()
        self.assertEqual(len(levels), 8)


class Shipped(unittest.TestCase):
    def test_a_shipped_network_has_int8_kernels(self) -> None:
        network, _ = from_files("base")
        weight = network.conv2.conv.weight[0]
        self.assertLessEqual(len(weight.unique()), 255)
        self.assertEqual(network(torch.zeros(1, 3, 32, 32)).shape, (1, 10))

    def test_noise_has_its_deviation_in_units_of_white_minus_black(self) -> None:
        noise = add_noise(torch.zeros(4, 3, 32, 32), 0.25, torch.Generator().manual_seed(0))
        self.assertAlmostEqual(float(noise.std()), 0.5, places=1)
        self.assertEqual(float(add_noise(torch.zeros(1), 0.0).abs().max()), 0)

    def test_a_record_is_json_with_an_entry_a_line(self) -> None:
        value = {"a": [1, [2, 3]], "b": {"c": None}}
        self.assertEqual(json.loads(text(copy.deepcopy(value))), value)
        self.assertIn('\n "a": [1,[2,3]],\n', text(value))


class Records(unittest.TestCase):
    def record(self, name: str) -> dict:
        return json.loads((Path(__file__).parent / "records" / f"{name}.json").read_text())

    def test_every_conflict_has_an_answer_and_every_arm_three_seeds(self) -> None:
        found = self.record("cue-conflict")
        kinds = [entry["kind"] for entry in found["networks"].values()]
        for kind in ("natural", "stylised", "stylised within class", "mixed"):
            self.assertEqual(kinds.count(kind), 3)
        for entry in found["networks"].values():
            for counts in (entry["conflict"], *entry["otherContentWeights"], entry["answers"]):
                self.assertEqual(sum(counts), found["conflicts"])
            self.assertEqual(entry["shuffled"]["1"], entry["natural"])

    def test_one_pixel_flips_only_what_was_right(self) -> None:
        for entry in self.record("one-pixel")["networks"].values():
            exhaustive, evolved = entry["exhaustive8"], entry["de400x100"]
            columns = (exhaustive["flips"], exhaustive["pixels"], evolved["generation"], evolved["found"])
            for right, flips, pixels, first, change in zip(entry["right"], *columns):
                self.assertLessEqual(pixels, flips)
                self.assertFalse(not right and (flips or first >= 0))
                self.assertEqual(change is not None, first >= 0)
            self.assertEqual(sum(exhaustive["flips"]), sum(exhaustive["colours"]))
            self.assertEqual(sum(exhaustive["pixels"]), sum(exhaustive["countMap"]))

    def test_radii_follow_from_the_counts(self) -> None:
        found = self.record("smoothing")
        for entry in found["certified"].values():
            for label, answer, count, radius in entry["pictures"][:40]:
                again = smoothing.radius(count, found["n"], found["alpha"], entry["sigma"])
                self.assertAlmostEqual(again, radius, places=4)
                self.assertEqual(answer == -1, radius == 0)

    def test_attacks_only_take_right_answers_away(self) -> None:
        for curve in self.record("robustness")["curves"]:
            self.assertEqual(len(curve["right"]), len(curve["radii"]))
            if curve["radii"][0] == 0:
                self.assertTrue(all(count <= curve["right"][0] for count in curve["right"]))


if __name__ == "__main__":
    unittest.main()
