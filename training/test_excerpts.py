"""The Python that stands beside the book's own code, run: `python -m unittest test_excerpts`.

Each excerpt is taken out of its chapter as it is printed, executed, and held against what autograd,
finite differences or another of PyTorch's functions make of the same numbers.
"""

import contextlib
import io
import math
import re
import unittest
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

CHAPTERS = Path(__file__).parent.parent / "content" / "chapters"


def excerpts(chapter):
    """The Python blocks of a chapter, in their order."""
    text = (CHAPTERS / chapter / "index.mdx").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)


def names_of(chapter, upto=None, **given):
    """What a chapter's excerpts define. `upto` cuts the first one off at a line."""
    names = dict(given)
    for code in excerpts(chapter):
        exec(code if upto is None else code.split(upto)[0], names)
    return names


def small_network(seed=0):
    """Two convolutions, a pooling, a mean and a dense layer; weights at random."""
    torch.manual_seed(seed)
    return nn.Sequential(
        nn.Conv2d(3, 6, 3, padding=1), nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 8, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.Linear(8, 4),
    ).double()


def picture(seed=1, count=1, side=8):
    torch.manual_seed(seed)
    return torch.randn(count, 3, side, side, dtype=torch.float64)


def difference(a, b):
    return (a - b).abs().max().item()


def central(f, x, eps=1e-6):
    """∂f/∂x by central differences."""
    out = torch.zeros_like(x)
    for i in range(x.numel()):
        d = torch.zeros_like(x).flatten()
        d[i] = eps
        d = d.view_as(x)
        out.view(-1)[i] = (f(x + d) - f(x - d)) / (2 * eps)
    return out


class EveryExcerpt(unittest.TestCase):
    def test_is_named_in_this_file(self):
        tested = {name for name in dir(type(self)) + dir(Excerpts) if name.startswith("test_")}
        for chapter in CHAPTERS.iterdir():
            if excerpts(chapter.name):
                self.assertIn("test_" + chapter.name.replace("-", "_"), tested)


class Excerpts(unittest.TestCase):
    def test_activation_gradient_steps(self):
        unit_gradient = names_of("activation-gradient-steps")["unit_gradient"]
        layers, x = small_network()[:4], picture()
        found = unit_gradient(layers, x, 3, 2, 1)
        self.assertLess(difference(found, central(lambda y: layers(y)[0, 3, 2, 1].detach(), x)), 1e-6)

    def test_adversarial_defenses(self):
        pgd = names_of("adversarial-defenses")["pgd"]
        network = small_network()
        x = torch.rand(3, 3, 8, 8, dtype=torch.float64)
        y = torch.tensor([0, 3, 1])
        rounded = lambda u: torch.round(u * 7) / 7
        loss = lambda u: F.cross_entropy(network(u), y).item()
        for eps in (0.02, 0.3):
            u = pgd(network, x, y, eps)
            self.assertLessEqual(difference(u, x), eps + 1e-12)
            self.assertTrue(0 <= u.min().item() and u.max().item() <= 1)
            self.assertGreater(loss(u), loss(x))
        through = pgd(network, x, y, 0.3, defence=rounded)
        self.assertGreater(loss(rounded(through)), loss(rounded(x)))
        # From the same start, one step straight through is one at the rounded point.
        torch.manual_seed(4)
        one = pgd(network, x, y, 0.1, steps=1, defence=rounded)
        torch.manual_seed(4)
        start = (x + torch.empty_like(x).uniform_(-0.1, 0.1)).clamp(0, 1)
        v = rounded(start).requires_grad_()
        g, = torch.autograd.grad(F.cross_entropy(network(v), y), v)
        wanted = (x + (start + 0.025 * g.sign() - x).clamp(-0.1, 0.1)).clamp(0, 1)
        self.assertEqual(difference(one, wanted), 0)

    def test_architecture_search(self):
        names = names_of("architecture-search")
        for scope in ("global", "layer"):
            network = small_network(seed=3)
            network[0].weight.data *= 8  # its own units
            sizes = [m.weight.detach().abs().flatten() for m in (network[0], network[3], network[7])]
            if scope == "global":
                limit = torch.cat(sizes).median()
                expected = [(size > limit).sum() for size in sizes]
            else:
                expected = [(size > size.median()).sum() for size in sizes]
            names["cut"](network, 0.5, scope)
            layers = (network[0], network[3], network[7])
            for layer, count in zip(layers, expected):
                self.assertEqual((layer.weight != 0).sum(), count)
            optimiser = torch.optim.Adam(network.parameters(), lr=0.01)
            x, label = picture(count=12), torch.arange(12) % 4
            losses = [names["step"](network, optimiser, x, label) for _ in range(30)]
            network(x)  # the masks are applied at each pass
            self.assertLess(losses[-1], losses[0])
            for layer, count in zip(layers, expected):
                self.assertEqual((layer.weight != 0).sum(), count)

    def test_backprop_visualization_limits(self):
        push_test = names_of("backprop-visualization-limits")["push_test"]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            push_test(small_network(), picture(), 2, levels=1, per_level=1e-7)
        lines = [line.split() for line in out.getvalue().splitlines()]
        self.assertEqual([line[0] for line in lines], ["+", "-"])
        for _, foretold, real in lines:
            self.assertAlmostEqual(float(real) / float(foretold), 1, places=4)
        self.assertGreater(float(lines[0][1]), 0)
        self.assertLess(float(lines[1][1]), 0)

    def test_class_image_synthesis(self):
        names = names_of("class-image-synthesis")
        variation, climb = names["total_variation"], names["climb"]
        nine = torch.tensor([[1., 3, 2], [0, 4, 1], [2, 2, 5]]).view(1, 1, 3, 3).requires_grad_()
        self.assertEqual(variation(nine).item(), 24)
        found, = torch.autograd.grad(variation(nine).sum(), nine)
        self.assertEqual(found.flatten().tolist(), [0, 1, 0, -3, 4, -3, 1, -2, 2])
        network, x = small_network(), 0.1 * picture(count=2)
        plain, smooth = climb(network, x, 1, 0.0, 20), climb(network, x, 1, 0.05, 20)
        self.assertTrue((network(plain)[:, 1] > network(x)[:, 1]).all())
        self.assertTrue((variation(smooth) < variation(plain)).all())
        self.assertLessEqual(plain.abs().max().item(), 1)

    def test_conv_input_gradient(self):
        input_gradient = names_of("conv-input-gradient")["input_gradient"]
        torch.manual_seed(2)
        for s, p, d in ((1, 0, 1), (2, 1, 1), (3, 2, 2), (2, 0, 2), (1, 2, 1)):
            x = torch.randn(2, 3, 11, 12, dtype=torch.float64, requires_grad=True)
            K = torch.randn(4, 3, 3, 2, dtype=torch.float64)
            y = F.conv2d(x, K, stride=s, padding=p, dilation=d)
            G = torch.randn_like(y)
            (wanted,) = torch.autograd.grad(y, x, G)
            self.assertLess(difference(input_gradient(G, K, (11, 12), s, p, d), wanted), 1e-10)
            ready = torch.nn.grad.conv2d_input((2, 3, 11, 12), K, G, stride=s, padding=p, dilation=d)
            self.assertLess(difference(ready, wanted), 1e-10)

    def test_conv_kernel_gradient(self):
        kernel_gradient = names_of("conv-kernel-gradient", upto="# the same")["kernel_gradient"]
        torch.manual_seed(3)
        for s, p, d in ((1, 0, 1), (2, 1, 1), (3, 2, 2), (2, 0, 2)):
            x = torch.randn(2, 3, 11, 12, dtype=torch.float64)
            K = torch.randn(4, 3, 3, 2, dtype=torch.float64, requires_grad=True)
            y = F.conv2d(x, K, stride=s, padding=p, dilation=d)
            g = torch.randn_like(y)
            (wanted,) = torch.autograd.grad(y, K, g)
            self.assertLess(difference(kernel_gradient(x, g, (3, 2), s, p, d), wanted), 1e-10)
            ready = torch.nn.grad.conv2d_weight(x, (4, 3, 3, 2), g, s, p, d)
            self.assertLess(difference(ready, wanted), 1e-10)

    def test_dataset_bias_detection(self):
        names = names_of("dataset-bias-detection")
        network, x = small_network(), picture(count=12)
        label = torch.arange(12) % 4
        optimiser = torch.optim.Adam(network.parameters(), lr=0.01)
        losses = [names["step"](network, optimiser, x, label) for _ in range(30)]
        self.assertLess(losses[-1], losses[0])
        both = names["both_ways"](network, x, lambda z: z, label)
        self.assertEqual(both["with"], both["without"])

    def test_deconvnet(self):
        names = names_of("deconvnet")
        relu = names["DeconvReLU"].apply

        class Network(nn.Module):
            def __init__(self):
                super().__init__()
                self.body = small_network()

            def forward(self, x):
                for layer in self.body:
                    x = relu(x) if isinstance(layer, nn.ReLU) else layer(x)
                return x

        network, x = Network(), picture()
        found = names["deconvnet"](network, x, 1)
        b, c1, c2 = network.body, network.body[0], network.body[3]
        # By hand: each step back, its signal rectified where a ReLU stood.
        a1 = F.relu(c1(x))
        p1, switches = F.max_pool2d(a1, 2, return_indices=True)
        signal = b[7].weight[1].view(1, 8, 1, 1).expand(1, 8, 4, 4) / 16
        signal = F.conv_transpose2d(signal.clamp(min=0), c2.weight, padding=1)
        signal = F.max_unpool2d(signal, switches, 2).clamp(min=0)
        signal = F.conv_transpose2d(signal, c1.weight, padding=1)
        self.assertEqual(p1.shape[2:], (4, 4))
        self.assertLess(difference(found, signal), 1e-12)

    def test_dimensionality_reduction(self):
        map_gradient = names_of("dimensionality-reduction")["map_gradient"]
        torch.manual_seed(4)
        p = torch.rand(7, 7)
        p = p + p.T
        p.fill_diagonal_(0)
        p /= p.sum()
        y = torch.randn(7, 2)
        d2 = ((y[:, None] - y[None]) ** 2).sum(2)
        w = (1 - torch.eye(7)) / (1 + d2)
        q = w / w.sum()
        wanted = 4 * (((p - q) * w)[:, :, None] * (y[:, None] - y[None])).sum(1)
        self.assertLess(difference(map_gradient(p, y), wanted), 1e-6)

    def test_equivariance_invariance(self):
        names = names_of("equivariance-invariance")
        pool, error, conv = names["blurred_max_pool"], names["error"], names["conv"].double()
        torch.manual_seed(5)
        x = torch.randn(1, 64, 12, 12, dtype=torch.float64)
        with torch.no_grad():
            self.assertLess(error(conv, x, 1, 1).item(), 1e-12)
            self.assertLess(error(lambda z: pool(z, "circular"), x, 2, 2).item(), 1e-12)
            self.assertGreater(error(lambda z: F.max_pool2d(z, 2), x, 4, 1).item(), 0)
        for mode in ("reflect", "circular"):
            self.assertEqual(pool(x, mode).shape, (1, 64, 6, 6))
            self.assertTrue(pool(x, mode).isfinite().all())

    def test_estimation_error(self):
        names = names_of("estimation-error")
        eta = torch.tensor([0.1, 0.3, 0.5, 0.9])
        self.assertAlmostEqual(names["risk"](torch.tensor([0.0, 1.0]), eta).item(), 0.25, places=6)
        self.assertAlmostEqual(names["risk"](torch.tensor([0.5]), eta).item(), 0.5, places=6)
        torch.manual_seed(0)
        places, labels = torch.randint(64, (300,)), torch.randint(2, (300,))
        rule = names["erm"](places, labels, 4)
        errors = [
            names["training_error"](torch.tensor([a, b, c, d], dtype=torch.float32), places, labels)
            for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)
        ]
        found = names["training_error"](rule, places, labels)
        self.assertAlmostEqual(found.item(), min(errors).item(), places=6)
        empty = names["erm"](torch.tensor([0, 0, 40]), torch.tensor([0, 1, 1]), 4)
        self.assertEqual(empty.tolist(), [0.5, 0.5, 1.0, 0.5])

    def test_fc_parameters(self):
        try:
            names = names_of("fc-parameters", upto="print(parameters)")
        except ModuleNotFoundError as missing:
            self.skipTest(str(missing))
        counts = [names[n] for n in ("parameters", "multiply_adds", "activations")]
        self.assertEqual(counts, [138357544, 15470264320, 15087080])

    def test_grad_cam(self):
        grad_cam = names_of("grad-cam")["grad_cam"]
        network, x = small_network(), picture(count=2)
        found = grad_cam(network, network[4], x, 1)
        # For a pooled head Grad-CAM is CAM, up to the number of positions.
        a = network[:5](x)
        cam = F.relu((network[7].weight[1].view(1, 8, 1, 1) * a).sum(1, keepdim=True)) / 16
        cam = F.interpolate(cam, (8, 8), mode="bilinear", align_corners=False)
        self.assertLess(difference(found, cam), 1e-12)

    def test_gradient_ascent(self):
        climb = names_of("gradient-ascent")["climb"]
        network, x = small_network(), picture()
        eta, lam = 0.1, 0.2
        slope = central(lambda y: network(y)[0, 2].detach() - lam * (y ** 2).sum(), x)
        before = [p.clone() for p in network.parameters()]
        self.assertLess(difference(climb(network, x, 2, eta, lam, 1), x + eta * slope), 1e-6)
        for old, new in zip(before, network.parameters()):
            self.assertEqual(difference(old, new), 0)
        linear = nn.Sequential(nn.Flatten(), nn.Linear(12, 3)).double()
        limit = linear[1].weight[1].detach().view(1, 3, 2, 2) / (2 * lam)
        found = climb(linear, picture(side=2), 1, eta, lam, 500)
        self.assertLess(difference(found, limit), 1e-6)

    def test_gradient_segmentation(self):
        try:
            names = names_of("gradient-segmentation")
        except ModuleNotFoundError as missing:
            self.skipTest(str(missing))
        rows, columns = torch.meshgrid(torch.arange(24), torch.arange(24), indexing="ij")
        inside = ((rows - 12) ** 2 + (columns - 12) ** 2 < 49).numpy()
        torch.manual_seed(6)
        noise = torch.randn(24, 24, 3).numpy() * 8
        colours = inside[:, :, None] * [150, 60, 40] + ~inside[:, :, None] * [40, 90, 160] + noise
        cut = names["seeded_cut"](inside + 0.01 * torch.rand(24, 24).numpy(), colours)
        self.assertGreater((cut & inside).sum() / (cut | inside).sum(), 0.95)

    def test_guided_backprop(self):
        guided = names_of("guided-backprop")["guided"]
        network, x = small_network(), picture()
        found = guided(network, x, 1)
        c1, c2 = network[0], network[3]
        z1 = c1(x)
        p1, switches = F.max_pool2d(F.relu(z1), 2, return_indices=True)
        z2 = c2(p1)
        signal = network[7].weight[1].view(1, 8, 1, 1).expand(1, 8, 4, 4) / 16
        signal = F.conv_transpose2d(signal.clamp(min=0) * (z2 > 0), c2.weight, padding=1)
        signal = F.max_unpool2d(signal, switches, 2).clamp(min=0) * (z1 > 0)
        signal = F.conv_transpose2d(signal, c1.weight, padding=1)
        self.assertLess(difference(found, signal), 1e-12)
        again = torch.autograd.grad(network(y := x.clone().requires_grad_())[0, 1], y)[0]
        self.assertGreater(difference(found, again), 1e-3, "the hooks are gone")

    def test_gram_matrix(self):
        names = names_of("gram-matrix")
        f = torch.tensor([[1., 2, 0, 1], [0, 1, 3, -1]], dtype=torch.float64)
        maps = f.reshape(1, 2, 2, 2).requires_grad_()
        self.assertLess(
            difference(4 * names["mean_gram"](maps), torch.tensor([[6., 1], [1, 11]])), 1e-12)
        target = torch.tensor([[6., 0], [0, 6]], dtype=torch.float64)
        loss = names["style_loss"](maps, target / 4)
        self.assertAlmostEqual(loss.item(), 27 / 256)
        loss.backward()
        wanted = torch.tensor([[0., 1, 3, -1], [1, 7, 15, -4]], dtype=torch.float64) / 64
        self.assertLess(difference(maps.grad[0].flatten(1), wanted), 1e-12)
        self.assertAlmostEqual(names["content_loss"](maps, maps.detach() - 1).item(), 4)
        network, content, style = small_network()[:2], picture(1), picture(2)
        wish = names["mean_gram"](network(style)).detach()
        kept = network(content).detach()
        loss = lambda x: (
            names["content_loss"](network(x), kept) / 100
            + names["style_loss"](network(x), wish))
        start = picture(3).clamp(-1, 1)
        painted = names["paint"](start, loss, 40)
        self.assertLess(loss(painted).item(), 0.9 * loss(start).item())
        self.assertLessEqual(painted.abs().max().item(), 1)

    def test_layer_sequencing(self):
        names = names_of("layer-sequencing")
        self.assertEqual(names["net"](torch.zeros(2, 3, 32, 32)).shape, (2, 16, 7, 7))
        torch.manual_seed(7)
        for s1, s2 in ((1, 1), (2, 1), (2, 3)):
            first = nn.Conv2d(3, 5, 3, stride=s1).double()
            second = nn.Conv2d(5, 4, 2, stride=s2).double()
            kernel, bias, stride = names["fuse"](first, second)
            x = picture(side=19)
            self.assertLess(
                difference(F.conv2d(x, kernel, bias, stride), second(first(x))), 1e-12)

    def test_receptive_field(self):
        energy = names_of("receptive-field")["energy"]
        features = small_network()[:1]
        found = energy(features, picture(), 4, 4)
        self.assertAlmostEqual(found.sum().item(), 1)
        outside = found.clone()
        outside[3:6, 3:6] = 0
        self.assertEqual(outside.sum().item(), 0)
        # One position, many draws of signs: the energy tends to that of the taps.
        found = energy(features, picture().expand(4000, -1, -1, -1), 4, 4)[3:6, 3:6]
        taps = (features[0].weight ** 2).sum(dim=(0, 1))
        self.assertLess(difference(found, taps / taps.sum()), 0.01)

    def test_saliency_maps(self):
        names = names_of("saliency-maps")
        network, x = small_network(), picture()
        wanted = central(lambda y: network(y)[0, 2].detach(), x)
        self.assertLess(difference(names["gradient"](network, x, 2), wanted), 1e-6)
        self.assertLess(difference(names["saliency"](network, x, 2), wanted.abs().amax(1)), 1e-6)
        shares = names["integrated"](network, x, 2, torch.zeros_like(x), steps=2000)
        whole = (network(x) - network(torch.zeros_like(x)))[0, 2].item()
        self.assertAlmostEqual(shares.sum().item(), whole, places=3)

    def test_one_pixel_attacks(self):
        evolve = names_of("one-pixel-attacks")["evolve"]
        torch.manual_seed(3)
        low, high = torch.tensor([-4.0, -4.0]), torch.tensor([4.0, 4.0])
        goal = torch.tensor([1.0, -2.0])
        best, least = evolve(lambda u: ((u - goal) ** 2).sum(1), low, high, members=40)
        self.assertLess(difference(best, goal), 1e-3)
        self.assertLess(least.item(), 1e-6)
        outside, _ = evolve(lambda u: ((u - 9) ** 2).sum(1), low, high, members=40, generations=60)
        self.assertLess(difference(outside, high), 1e-6)

    def test_scale_invariance(self):
        average = names_of("scale-invariance")["average_over_scales"]
        network, x = small_network(), picture(count=2, side=32)
        alone = average(network, x, [1])
        self.assertLess(difference(alone, network(x).softmax(1)), 1e-12)
        self.assertLess(difference(average(network, x, [0.5, 1, 2]).sum(1), torch.ones(2)), 1e-12)

    def test_small_filters_visualization(self):
        effective_kernel = names_of("small-filters-visualization")["effective_kernel"]
        layers, x = small_network()[:4], picture()
        # The unit at row 1, column 2 of the pooled maps sees rows -1 to 6 and columns 1 to 8.
        kernel, bias, z = effective_kernel(layers, x, (5, 1, 2), (slice(0, 7), slice(1, 8)))
        self.assertAlmostEqual((kernel * x[0, :, 0:7, 1:8]).sum().item() + bias, z)

    def test_texture_similarity(self):
        names = names_of("texture-similarity")
        maps = picture(count=3)
        t = names["second_moments"](maps)
        columns = maps.flatten(2)
        places = range(columns.shape[2])
        wanted = sum(columns[:, :, k, None] * columns[:, None, :, k] for k in places) / len(places)
        self.assertLess(difference(t, wanted), 1e-12)
        shuffled = columns[:, :, torch.randperm(len(places))].view_as(maps)
        self.assertLess(difference(names["second_moments"](shuffled), t), 1e-12)
        self.assertEqual(names["nearest"](t[1], t, k=1).tolist(), [1])

    def test_visualization_methods(self):
        try:
            cascade = names_of("visualization-methods")["cascade"]
        except ModuleNotFoundError as missing:
            self.skipTest(str(missing))
        network, x = small_network(), picture()

        def gradient(net, x, c):
            x = x.clone().requires_grad_()
            return torch.autograd.grad(net(x)[0, c], x)[0].numpy()

        before = [p.clone() for p in network.parameters()]
        rho = cascade(network, x, 1, gradient)
        self.assertEqual(len(rho), 3)
        self.assertTrue(all(abs(value) <= 1 for value in rho if not math.isnan(value)))
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(before, network.parameters())))

    def test_visualization_vs_interpretability(self):
        names = names_of("visualization-vs-interpretability")
        torch.manual_seed(8)
        q = names["random_orthogonal"](8)
        self.assertLess(difference(q @ q.T, torch.eye(8)), 1e-5)
        q = q.double()
        network, x = small_network(), picture(count=3)
        wanted = network(x)
        mixed = names["turn_readout"](network[:5](x), network[7], q)
        found = network[7](mixed.mean((2, 3)))
        self.assertLess(difference(found, wanted), 1e-6)
        conv = nn.Conv2d(8, 5, 3).double()
        maps = network[:5](x)
        straight = conv(maps)
        names["turn_conv"](conv, q)
        turned = F.conv2d(maps, q[:, :, None, None])
        self.assertLess(difference(conv(turned), straight), 1e-6)

    def test_shape_vs_texture_bias(self):
        names = names_of("shape-vs-texture-bias")
        logits = torch.eye(4)[torch.tensor([0, 1, 2, 3, 0])]
        p, error, n = names["shape_bias"](
            nn.Identity(), logits, torch.tensor([0, 0, 2, 0, 1]), torch.tensor([1, 1, 3, 1, 0])
        )
        self.assertEqual((p.item(), n.item()), (0.5, 4))
        self.assertAlmostEqual(error.item(), 0.25)

        x = picture(count=2, side=8)
        order = torch.randperm(4, generator=torch.Generator().manual_seed(2))
        moved = names["shuffle_tiles"](x, 2, order)
        tiles = lambda z: [z[:, :, r : r + 4, c : c + 4] for r in (0, 4) for c in (0, 4)]
        for tile, source in zip(tiles(moved), order):
            self.assertEqual(difference(tile, tiles(x)[source]), 0)
        network = small_network()
        bag = lambda z: sum(network(tile) for tile in tiles(z)) / 4
        self.assertLess(difference(bag(x), bag(moved)), 1e-12)

    def test_depth_degradation(self):
        Block = names_of("depth-degradation")["Block"]
        torch.manual_seed(3)
        block, x = Block(6).double(), picture(side=6, count=3).repeat(1, 2, 1, 1)
        f = block.branch(x)
        self.assertLess(difference(block(x), F.relu(x + f)), 1e-12)
        block.skip = False
        self.assertLess(difference(block(x), F.relu(f)), 1e-12)
        weights = lambda skip: sum(p.numel() for p in Block(6, skip).parameters())
        self.assertEqual(weights(True), weights(False))
        block.skip = True
        for layer in (0, 3):  # branches of zeros: the identity, on what a ReLU has let through
            nn.init.zeros_(block.branch[layer].weight)
        self.assertLess(difference(block(x.relu()), x.relu()), 1e-12)

    def test_model_size_and_estimation_error(self):
        ridge = names_of("model-size-and-estimation-error")["ridge"]
        torch.manual_seed(3)
        y = torch.randn(6).double()
        for features in (4, 6, 11):
            phi = torch.randn(6, features).double()
            shortest = torch.linalg.pinv(phi) @ y
            self.assertLess(difference(ridge(phi, y), shortest), 1e-9)
            square = phi.T @ phi + 0.5 * torch.eye(features).double()
            regular = torch.linalg.solve(square, phi.T @ y)
            self.assertLess(difference(ridge(phi, y, 0.5), regular), 1e-9)

    def test_vgg(self):
        names = names_of("vgg")
        torch.manual_seed(3)
        k1, k2, k3 = (torch.randn(*shape).double() for shape in ((4, 2, 3, 3), (5, 4, 3, 3), (3, 5, 3, 3)))
        x = torch.randn(1, 2, 10, 10).double()
        chain = F.conv2d(F.conv2d(F.conv2d(x, k1), k2), k3)
        whole = names["compose"](names["compose"](k1, k2), k3)
        self.assertEqual(tuple(whole.shape), (3, 2, 7, 7))
        self.assertLess(difference(chain, F.conv2d(x, whole)), 1e-10)
        blocks, inputs = [], 3
        for maps, depth in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
            blocks.append(names["block"](inputs, maps, depth))
            inputs = maps
        self.assertEqual(sum(p.numel() for b in blocks for p in b.parameters()), 14_714_688)
        self.assertEqual(tuple(blocks[0](torch.zeros(1, 3, 8, 8)).shape), (1, 64, 4, 4))

    def test_semi_supervised_learning(self):
        fixmatch = names_of("semi-supervised-learning")["fixmatch"]
        network = small_network(5)
        x, weak, strong = (picture(seed, count=6) for seed in (1, 2, 3))
        y = torch.tensor([0, 1, 2, 3, 0, 1])
        q = network(weak).softmax(1).detach()
        confidence, label = q.max(1)
        tau = confidence.sort().values[2:4].mean().item()
        found = fixmatch(network, x, y, weak, strong, tau)
        own = -network(x).log_softmax(1)[range(6), y].mean()
        p = network(strong).log_softmax(1)
        pool = -sum(p[i, label[i]] for i in range(6) if confidence[i] >= tau) / 6
        self.assertLess(abs((found - own - pool).item()), 1e-12)
        # Held pseudo-labels: the gradient is that of the written sum.
        weight = network[7].weight
        a, = torch.autograd.grad(found, weight)
        b, = torch.autograd.grad(own + pool, weight)
        self.assertLess(difference(a, b), 1e-12)

    def test_semantic_shift(self):
        names = names_of("semantic-shift")
        torch.manual_seed(3)
        features, bank, means = torch.randn(5, 4), torch.randn(20, 4), torch.randn(3, 4)
        logits = torch.randn(5, 3)
        found = names["familiarity"](features, logits, means, bank)
        for score in found.values():
            self.assertEqual(score.shape, (5,))
        unit = lambda v: v / v.norm()
        away = sorted((unit(features[0]) - unit(b)).norm().item() for b in bank)
        self.assertAlmostEqual(-found["neighbours"][0].item(), away[9], places=5)
        nearest = min((features[0] - m).norm().item() for m in means)
        self.assertAlmostEqual(-found["mean"][0].item(), nearest, places=5)
        lead = found["softmax"].log()
        self.assertLess(difference(lead, logits.amax(1) - found["energy"]), 1e-5)

        inside = torch.tensor([0.95, 0.90, 0.80, 0.60])
        outside = torch.tensor([0.92, 0.70, 0.60])
        self.assertAlmostEqual(names["auroc"](inside, outside).item(), 0.625, places=6)
        self.assertAlmostEqual(names["fpr"](inside, outside, 0.75).item(), 1 / 3, places=6)

    def test_non_semantic_shift(self):
        names = names_of("non-semantic-shift")
        torch.manual_seed(5)
        conv, norm = nn.Conv2d(3, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4)
        network = nn.Sequential(conv, norm).double()
        with torch.no_grad():
            norm.weight.copy_(torch.tensor([0.7, -1.2, 1.5, 0.4]))
            norm.bias.normal_()
        source, target = picture(1, 6), 0.4 * picture(2, 6) + 0.3
        with torch.no_grad():
            u = conv(source)
            norm.running_mean.copy_(u.mean((0, 2, 3)))
            norm.running_var.copy_(u.var((0, 2, 3), unbiased=False))
            z = network.eval()(target)
            aligned = names["with_source_statistics"](z, norm.bias, norm.weight.abs())
            stored = norm.running_mean.clone()
            names["use_batch_statistics"](network)
            fresh = network(target)
        self.assertLess(difference(aligned, fresh), 1e-3)
        self.assertGreater(difference(z, fresh), 0.1)
        self.assertEqual(difference(stored, norm.running_mean), 0)

    def test_transfer_learning_limits(self):
        names = names_of("transfer-learning-limits")
        torch.manual_seed(3)
        x, y, source = torch.randn(5, 3).double(), torch.randn(5).double(), torch.randn(3).double()
        w = names["ridge_towards"](x, y, source, 0.7).requires_grad_()
        loss = (x @ w - y).square().sum() + 0.7 * (w - source).square().sum()
        (slope,) = torch.autograd.grad(loss, w)
        self.assertLess(slope.abs().max().item(), 1e-10)
        one = torch.ones(1, 1).double()
        example = names["ridge_towards"](one, 1.5 * one[0], 0.8 * one[0], 1.0)
        self.assertAlmostEqual(example.item(), 1.15)

        network = nn.Sequential()
        network.body, network.head = nn.Linear(6, 5), nn.Linear(5, 3)
        learned = {"frozen": 6 * 4, "fine-tuned": 6 * 4 + 7 * 5, "nothing": 6 * 4 + 7 * 5}
        for way, count in learned.items():
            new = names["reuse"](network, 4, way)
            learning = sum(p.numel() for p in new.parameters() if p.requires_grad)
            self.assertEqual(learning, count)
            kept = torch.equal(new.body.weight, network.body.weight)
            self.assertEqual(kept, way != "nothing")
            self.assertEqual(new.head.out_features, 4)

    def test_cross_category_transfer(self):
        names = names_of("cross-category-transfer")
        p = torch.tensor([[0.8, 0.2], [0.3, 0.7]])
        for same, cost in ((1, 0.9676), (0, 0.4780)):
            answers = torch.full((2, 2), float(same))
            self.assertAlmostEqual(names["mcl"](p.log(), answers).item(), cost, places=4)
        clusters = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
        classes = [0, 0, 0, 1, 0, 0, 1, 1, 1, 1]
        self.assertAlmostEqual(names["accuracy"](clusters, classes, 2).item(), 0.7, places=6)

    def test_domain_generalization(self):
        names = names_of("domain-generalization")
        q = torch.tensor([0.5, 0.5])
        for _ in range(4):
            q = names["raise_weights"](q, torch.tensor([1.0, 0.2]), 0.5)
        self.assertAlmostEqual(q[0].item(), 1 / (1 + math.exp(-1.6)), places=6)

        torch.manual_seed(4)
        x, before, head = (torch.randn(s, requires_grad=True) for s in [(5, 3), (3, 4), (4, 2)])
        loss = lambda h: F.cross_entropy(h @ head, torch.tensor([0, 1, 1, 0, 1]))
        plain = torch.autograd.grad(loss(x @ before), [before, head])
        turned = torch.autograd.grad(loss(names["Reverse"].apply(x @ before, 0.3)), [before, head])
        self.assertLess(difference(turned[0], -0.3 * plain[0]), 1e-6)
        self.assertLess(difference(turned[1], plain[1]), 1e-6)


    def test_alexnet(self):
        names = names_of("alexnet")
        torch.manual_seed(5)
        a = torch.randn(2, 8, 3, 3, dtype=torch.float64)
        found = names["response_norm"](a, alpha=0.3)
        near = torch.tensor([[float(abs(i - j) <= 2) for j in range(8)] for i in range(8)]).double()
        energy = torch.einsum("ij,njhw->nihw", near, a**2)
        self.assertLess(difference(found, a / (2 + 0.3 * energy) ** 0.75), 1e-12)

        mix = torch.randn(3, 3, dtype=torch.float64)
        covariance = mix @ mix.T
        x = torch.zeros(200_000, 3, 1, 1, dtype=torch.float64)
        shift = names["colour_shift"](x, covariance)[:, :, 0, 0]
        variances, components = torch.linalg.eigh(covariance)
        expected = 0.01 * components @ torch.diag(variances**2) @ components.T
        scale = expected.abs().max()
        self.assertLess(difference(torch.cov(shift.T) / scale, expected / scale), 0.02)


if __name__ == "__main__":
    unittest.main()
