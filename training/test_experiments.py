"""What the experiments' pieces promise. Needs no data: `python -m unittest`."""

import json
import tempfile
import unittest
from pathlib import Path

import torch
from torch.nn import functional

from augment import preprocess
from configurations import Recipe
from data import Split
from experiments import depth, search_space, small_alexnet, transfer
from experiments.alexnet import ARMS, FAMILIES, family, principal_components
from experiments.cohort import Cohort
from experiments.learner import Learner
from experiments.letters import letters
from experiments.log import Log, read_logs
from experiments.pictures import Pictures, draw_crops
from experiments.shipped import shipped
from train import learning_rate, make_optimiser

CPU = torch.device("cpu")
RECIPE = Recipe(epochs=1, batch=10, bfloat16=False)


def few_images(count: int = 40) -> Split:
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(256, (count, 32, 32, 3), generator=generator, dtype=torch.uint8)
    labels = torch.randint(10, (count,), generator=generator)
    return Split(images, labels, torch.arange(count))


def learner(seed: int, steps: int = 4) -> Learner:
    pictures = Pictures(few_images(), CPU)
    crops = draw_crops(torch.arange(40), steps, 10, torch.Generator().manual_seed(seed))
    return Learner(search_space.build(search_space.space()[-1], seed), pictures, crops, RECIPE, 2)


class Experiments(unittest.TestCase):
    def test_every_image_comes_once_before_any_comes_again(self) -> None:
        drawn = draw_crops(torch.arange(12), 6, 4, torch.Generator())
        for epoch in drawn[..., 0].reshape(2, 12):
            self.assertEqual(sorted(epoch.tolist()), list(range(12)))

    def test_crops_that_are_not_augmented_are_the_images_themselves(self) -> None:
        split = few_images()
        drawn = draw_crops(torch.arange(40), 1, 40, torch.Generator(), augmented=False)[0]
        pictures, order = Pictures(split, CPU), drawn[:, 0].long()
        torch.testing.assert_close(pictures.crops(drawn), preprocess(split.images[order]))
        self.assertEqual(pictures.targets(drawn).tolist(), split.labels[order].tolist())

    def test_a_mirrored_crop_is_the_crop_from_right_to_left(self) -> None:
        pictures = Pictures(few_images(), CPU)
        plain = pictures.crops(torch.tensor([[3, 2, 7, 0]], dtype=torch.int32))
        mirrored = pictures.crops(torch.tensor([[3, 2, 7, 1]], dtype=torch.int32))
        torch.testing.assert_close(mirrored, plain.flip(3))

    def test_a_learner_takes_the_steps_of_pytorch_s_nesterov_sgd(self) -> None:
        found, network = learner(1), search_space.build(search_space.space()[-1], 1).train()
        optimiser = make_optimiser(network, RECIPE)
        for step, drawn in enumerate(found.crops):
            for group in optimiser.param_groups:
                group["lr"] = learning_rate(RECIPE, (step + 1) / found.steps)
            logits = network(found.pictures.crops(drawn))
            target = found.pictures.targets(drawn)
            loss = functional.cross_entropy(logits, target, label_smoothing=RECIPE.label_smoothing)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            found.step()
        for mine, theirs in zip(found.network.parameters(), network.parameters()):
            torch.testing.assert_close(mine, theirs, atol=1e-4, rtol=1e-3)

    def test_a_network_learns_in_a_cohort_as_it_does_alone(self) -> None:
        alone, together = learner(2), learner(2)
        Cohort([alone]).run()
        parts: list[int] = []
        Cohort([learner(3), together]).run(parts.append)
        self.assertEqual(parts, [1, 2])
        self.assertEqual(alone.curve(), together.curve())
        self.assertTrue(torch.equal(alone.flat.values, together.flat.values))

    def test_the_space_has_432_networks_no_two_alike(self) -> None:
        self.assertEqual(len(set(search_space.space())), 432)

    def test_the_stated_parameters_are_those_of_the_network(self) -> None:
        for choice in search_space.space()[::37]:
            built = sum(p.numel() for p in search_space.build(choice, 0).parameters())
            self.assertEqual(search_space.parameters_and_multiply_adds(choice)[0], built)

    def test_a_skip_has_no_parameters(self) -> None:
        plain, residual = (depth.build(20, norm=True, skip=skip, seed=0) for skip in (False, True))
        for one, other in zip(plain.parameters(), residual.parameters(), strict=True):
            self.assertTrue(torch.equal(one, other))

    def test_a_network_of_depth_20_has_19_convolutions(self) -> None:
        self.assertEqual(len(depth.build(20, norm=True, skip=True, seed=0).kernels()), 19)
        with self.assertRaises(ValueError):
            depth.build(21, norm=True, skip=True, seed=0)

    def test_pytorch_s_response_normalisation_wants_alpha_times_n(self) -> None:
        a = torch.randn(2, 8, 3, 3)
        expected = functional.local_response_norm(a, 5, alpha=5 * 0.3, beta=0.75, k=2)
        torch.testing.assert_close(small_alexnet.response_normalised(a, 0.3), expected)

    def test_every_arm_of_alexnet_takes_its_rate_from_a_pilot(self) -> None:
        self.assertTrue(all(family(arm) in FAMILIES for arm in ARMS))

    def test_the_colours_components_give_back_their_covariance(self) -> None:
        images = few_images().images
        deviations, components = principal_components(images)
        colours = images.reshape(-1, 3).double() / 127.5 - 1
        covariance = components @ torch.diag(deviations**2) @ components.T
        torch.testing.assert_close(covariance, torch.cov(colours.T))

    def test_a_log_knows_what_is_done_and_adds_up_its_sessions(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "log.jsonl"
            Log(file, "test", CPU).write({"key": "a"})
            self.assertEqual(Log(file, "test", CPU).done, {"a"})
            heads, runs, _ = read_logs([file])
            self.assertEqual((len(heads), list(runs)), (2, ["a"]))

    def test_the_records_hold_every_network_and_three_seeds_of_every_depth(self) -> None:
        records = Path(__file__).parent / "records"
        searched = json.loads((records / "architecture-search.json").read_text())["runs"]
        self.assertEqual([run[0] for run in searched], list(range(432)))
        runs = json.loads((records / "depth-degradation.json").read_text())["runs"]
        found = {(run["kind"], run["depth"], run["seed"]) for run in runs}
        kinds, depths = ("plain", "residual"), (8, 14, 20, 32, 44, 56)
        self.assertEqual(found, {(k, d, s) for k in kinds for d in depths for s in (1, 2, 3)})

    def test_the_record_of_transfer_holds_what_its_script_computes(self) -> None:
        file = Path(__file__).parent / "records" / "transfer.json"
        runs = [run for run in json.loads(file.read_text())["runs"] if "arm" in run]
        found = [(run["arm"], run["target"], run["each"], run["seed"]) for run in runs]
        wanted = [(task.arm, task.target, task.each, task.seed) for task in transfer.tasks()]
        self.assertEqual(sorted(found), sorted(wanted))

    def test_batch_norm_put_back_changes_no_feature(self) -> None:
        network, _ = shipped("six", CPU)
        images = preprocess(few_images().images)
        found = transfer.normed(network, images)
        for mode in (found.eval(), found.train()):
            torch.testing.assert_close(mode[:-1](images), network[:-1](images), atol=1e-3, rtol=1e-3)

    def test_letters_take_turns_and_a_draw_is_the_same_again(self) -> None:
        drawn = letters(3, 1)
        self.assertEqual(drawn.labels.tolist(), [0, 1, 2, 3] * 3)
        self.assertTrue(torch.equal(drawn.images, letters(3, 1).images))

    def test_a_probe_separates_what_a_line_separates(self) -> None:
        generator = torch.Generator().manual_seed(0)
        labels = torch.arange(40) % 4
        clouds = 5 * functional.one_hot(labels).double()
        found = clouds + torch.randn(40, 4, generator=generator, dtype=torch.double)
        self.assertEqual(transfer.right_share(transfer.probe(found, labels, 0.01), found, labels), 1)


if __name__ == "__main__":
    unittest.main()
