"""What the pieces promise. Needs no data: `python -m unittest`."""

import unittest

import numpy as np
import torch

from adversary import GREY_LEVEL, Adversary
from augment import crop_and_flip, cut_out, enlarge, preprocess, reflect
from configurations import BASE, CONFIGURATIONS
import fetch_photo
from fetch_cifar10 import WrongData, check_archive, check_split
from network import build, fold, output_shapes, parameter_count
from photo_layers import ANCHOR_OUTPUTS, CLASSES, Layer, of_known_classes
from photo_weights import rounded
from quantise import dequantise, quantise
from train import learning_rate
from weights_file import pack


def warmed_up_base() -> torch.nn.Sequential:
    """The base network with running statistics that are not the initial ones."""
    torch.manual_seed(0)
    network = build(BASE.architecture)
    network.train()
    with torch.no_grad():
        for _ in range(3):
            network(torch.randn(8, 3, 32, 32))
    return network.eval()


class Pieces(unittest.TestCase):
    def test_an_archive_with_another_hash_is_refused(self) -> None:
        with self.assertRaises(WrongData):
            check_archive(b"not the data set")

    def test_a_split_with_unequal_classes_is_refused(self) -> None:
        labels = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 8])
        with self.assertRaises(WrongData):
            check_split(np.zeros((10, 32, 32, 3)), labels, 1, "split")

    def test_folding_batch_norm_leaves_the_function_as_it_was(self) -> None:
        network = warmed_up_base()
        images = torch.randn(4, 3, 32, 32)
        with torch.no_grad():
            torch.testing.assert_close(fold(network)(images), network(images), atol=1e-4, rtol=1e-4)

    def test_the_folded_base_network_has_280586_parameters(self) -> None:
        self.assertEqual(parameter_count(fold(warmed_up_base())), 280_586)

    def test_the_stated_output_shapes_are_those_of_the_network(self) -> None:
        for configuration in CONFIGURATIONS.values():
            network, x = build(configuration.architecture).eval(), torch.zeros(1, 3, 32, 32)
            for module, shape in zip(network, output_shapes(configuration.architecture)):
                x = module(x)
                found = tuple(x.permute(0, 2, 3, 1).shape[1:]) if x.ndim == 4 else tuple(x.shape[1:])
                self.assertEqual(found, shape)

    def test_int8_is_off_by_at_most_half_a_step_of_its_channel(self) -> None:
        weight = torch.randn(6, 5, 3, 3)
        quantised, scale = quantise(weight)
        error = (dequantise(quantised, scale) - weight).abs().flatten(1).amax(1)
        self.assertTrue(bool((error <= scale / 2 * 1.001).all()))

    def test_the_weights_file_gives_back_the_kernels(self) -> None:
        folded = fold(warmed_up_base())
        content, layers = pack(folded, BASE.architecture, int8=True)
        kernel = next(layer for layer in layers if layer["name"] == "conv3")["kernel"]
        count = int(np.prod(kernel["shape"]))
        integers = np.frombuffer(content, "<i1", count, kernel["byteOffset"]).reshape(kernel["shape"])
        scales = np.frombuffer(content, "<f4", 64, kernel["scale"]["byteOffset"])
        expected = dequantise(*quantise(folded.conv3.conv.weight)).permute(2, 3, 1, 0).numpy()
        np.testing.assert_allclose(integers * scales, expected, rtol=1e-6)
        self.assertEqual(sum(layer.get("parameters", 0) for layer in layers), 280_586)

    def test_reflect_padding_mirrors_without_repeating_the_border(self) -> None:
        row = torch.arange(8).reshape(1, 1, 8, 1).expand(1, 8, 8, 1)
        self.assertEqual(reflect(row, 2)[0, 0, :, 0].tolist(), [2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 6, 5])

    def test_every_crop_is_a_window_of_the_padded_image_or_its_mirror(self) -> None:
        padded = torch.arange(40 * 40).reshape(1, 40, 40, 1)
        crops = crop_and_flip(padded, torch.zeros(50, dtype=torch.long), 32, torch.Generator())
        for crop in crops[..., 0]:
            crop = crop if crop[0, 0] < crop[0, 1] else crop.flip(1)
            top, left = divmod(int(crop[0, 0]), 40)
            self.assertTrue(torch.equal(crop, padded[0, top : top + 32, left : left + 32, 0]))

    def test_an_enlarged_window_stays_inside_its_image_and_steps_by_one_over_the_factor(self) -> None:
        rows = torch.arange(32.0)[:, None].expand(1, 3, 32, 32)
        images = torch.cat((rows, rows.transpose(2, 3))).repeat(100, 1, 1, 1)
        enlarged = enlarge(images, 2.0, torch.Generator())
        ramps = torch.cat((enlarged[::2, 0, :, 16], enlarged[1::2, 0, 16, :]))
        steps = ramps[:, 17] - ramps[:, 16]
        self.assertTrue(bool(((steps > 0.499) & (steps < 1.001)).all()))
        self.assertTrue(bool(((ramps >= 0) & (ramps <= 31)).all()))
        self.assertLess(float(steps.min()), 0.55)
        self.assertGreater(float(steps.max()), 0.95)

    def test_images_that_are_not_enlarged_stay_as_they_are(self) -> None:
        images = torch.randn(2, 3, 32, 32)
        self.assertIs(enlarge(images, 1.0, torch.Generator()), images)

    def test_only_scale_jitter_enlarges_its_images(self) -> None:
        enlarging = [c.name for c in CONFIGURATIONS.values() if c.recipe.largest_scale > 1]
        self.assertEqual(enlarging, ["scale-jitter"])

    def test_a_cut_out_square_covers_its_area_exactly(self) -> None:
        images = cut_out(torch.ones(5, 3, 32, 32), 8, torch.Generator())
        self.assertEqual((images == 0).sum(dim=(1, 2, 3)).tolist(), [3 * 64] * 5)

    def test_preprocessing_maps_0_to_minus_1_and_255_to_1(self) -> None:
        image = torch.tensor([0, 255], dtype=torch.uint8).reshape(1, 1, 2, 1)
        self.assertEqual(preprocess(image).flatten().tolist(), [-1, 1])

    def test_the_learning_rate_peaks_after_the_warm_up_and_ends_at_zero(self) -> None:
        recipe = BASE.recipe
        self.assertAlmostEqual(learning_rate(recipe, recipe.warm_up), recipe.peak_learning_rate)
        self.assertAlmostEqual(learning_rate(recipe, 1), 0)

    def test_an_attack_stays_within_its_radius_and_raises_the_loss(self) -> None:
        network = warmed_up_base()
        images = torch.rand(4, 3, 32, 32) * 2 - 1
        with torch.no_grad():
            labels = network(images).argmax(1)
        attack = Adversary(radius=8, step=2, steps=5)
        found = attack.attack(network, images, labels, torch.Generator())
        self.assertLessEqual(float((found - images).abs().max()), 8 * GREY_LEVEL + 1e-6)
        self.assertLessEqual(float(found.abs().max()), 1)
        with torch.no_grad():
            loss = torch.nn.functional.cross_entropy
            self.assertGreater(float(loss(network(found), labels)), float(loss(network(images), labels)))

    def test_another_detector_than_the_known_one_is_refused(self) -> None:
        with self.assertRaises(fetch_photo.WrongArchive):
            fetch_photo.check_archive(b"not the detector")

    def test_of_an_anchor_s_outputs_those_of_coco_s_classes_are_kept(self) -> None:
        two_anchors = np.arange(2 * ANCHOR_OUTPUTS)
        found = of_known_classes(two_anchors).reshape(2, len(CLASSES))
        self.assertEqual(found[0].tolist(), list(CLASSES))
        self.assertEqual(found[1].tolist(), [ANCHOR_OUTPUTS + number for number in CLASSES])

    def test_depthwise_and_early_kernels_are_not_rounded_others_are(self) -> None:
        kernel = np.random.default_rng(0).normal(size=(3, 3, 4, 5)).astype(np.float32)
        for name, kind, kept in [
            ("block9.depthwise", "depthwiseConv", True),
            ("block6.project", "conv", True),
            ("block7.project", "conv", False),
        ]:
            difference = np.abs(rounded(Layer(name, kind, kernel=kernel)) - kernel)
            largest = np.abs(kernel).max(axis=(0, 1, 2))
            self.assertEqual(bool((difference == 0).all()), kept)
            self.assertTrue(bool((difference <= largest / 254 * 1.001).all()))


if __name__ == "__main__":
    unittest.main()
