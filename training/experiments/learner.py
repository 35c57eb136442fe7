"""A network in training, one step at a time, with nothing in a step that a CUDA graph cannot hold.

The step's number lives on the device: it selects the crops and the learning rate.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from augment import add_noise, preprocess
from configurations import Recipe
from experiments.pictures import Pictures
from train import learning_rate

ALIGNMENT = 64  # numbers: every parameter begins at a multiple of 256 bytes


class FlatParameters:
    """All trainable parameters of a network as views of one vector, convolutions channels last.

    `values` is the vector, with unused numbers between the parameters; weight decay spares biases
    and batch norm's scales and shifts, which have one dimension.
    """

    def __init__(self, network: nn.Module, weight_decay: float) -> None:
        self.parameters = [p for p in network.parameters() if p.requires_grad]
        device = self.parameters[0].device
        pieces, decays, self.gaps = [], [], []
        for parameter in self.parameters:
            gap = -parameter.numel() % ALIGNMENT
            self.gaps.append(torch.zeros(gap, device=device))
            pieces += [self.flat(parameter.detach()), self.gaps[-1]]
            decay = weight_decay if parameter.ndim > 1 else 0.0
            decays.append(torch.full((parameter.numel() + gap,), decay, device=device))
        self.values, self.decay = torch.cat(pieces), torch.cat(decays)
        offset = 0
        for parameter, gap in zip(self.parameters, self.gaps):
            piece = self.values[offset : offset + parameter.numel()]
            parameter.data = self.shaped(piece, parameter.shape)
            offset += parameter.numel() + len(gap)

    @staticmethod
    def flat(tensor: Tensor) -> Tensor:
        """A parameter's or a gradient's numbers in the vector's order."""
        return (tensor.permute(0, 2, 3, 1) if tensor.ndim == 4 else tensor).reshape(-1)

    @staticmethod
    def shaped(numbers: Tensor, shape: torch.Size) -> Tensor:
        """The view of so many numbers that `flat` would turn back into them."""
        if len(shape) != 4:
            return numbers.view(shape)
        outputs, inputs, height, width = shape
        return numbers.view(outputs, height, width, inputs).permute(0, 3, 1, 2)

    def gather(self, gradients: tuple[Tensor, ...]) -> Tensor:
        """The gradients in one vector, laid out like `values`."""
        pieces = []
        for gradient, gap in zip(gradients, self.gaps):
            pieces += [self.flat(gradient).float(), gap]
        return torch.cat(pieces)


class Learner:
    """One-cycle SGD with Nesterov momentum on cross-entropy; `crops` has one row a step.

    `parts` of equal length divide the run: the loss and the right answers of the training batches
    are summed over each. `shifts` [steps, batch, 3], if given, are added to the colours.
    """

    def __init__(
        self,
        network: nn.Module,
        pictures: Pictures,
        crops: Tensor,
        recipe: Recipe,
        parts: int,
        shifts: Tensor | None = None,
    ) -> None:
        device = pictures.pixels.device
        self.device, self.recipe, self.pictures = device, recipe, pictures
        self.network = network.to(device).to(memory_format=torch.channels_last).train()
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.num_batches_tracked = None  # a count that nobody reads, one kernel a step
        self.flat = FlatParameters(network, recipe.weight_decay)
        self.momentum = torch.zeros_like(self.flat.values)
        self.crops = crops.to(device)
        self.shifts = None if shifts is None else shifts.to(device)
        self.steps = len(crops)
        rates = [learning_rate(recipe, (step + 1) / self.steps) for step in range(self.steps)]
        self.rates = torch.tensor(rates, dtype=torch.float32, device=device)
        self.position = torch.zeros(1, dtype=torch.long, device=device)
        self.split_into(parts)

    def split_into(self, parts: int) -> None:
        """Begins the sums anew, one for each of so many parts."""
        self.parts = parts
        self.losses = torch.zeros(parts, device=self.device)
        self.right = torch.zeros(parts, device=self.device)

    def logits(self, images: Tensor) -> Tensor:
        """Convolutions in bfloat16, logits in float32. The casts are not cached: see `Cohort`."""
        with torch.autocast(
            self.device.type, torch.bfloat16, enabled=self.recipe.bfloat16, cache_enabled=False
        ):
            return self.network(images).float()

    def current(self, sequence: Tensor) -> Tensor:
        """The row of a sequence that belongs to the present step."""
        return sequence.index_select(0, self.position)[0]

    def loss(self) -> tuple[Tensor, Tensor]:
        """The loss of the present step's batch, and the share of right answers in it."""
        drawn = self.current(self.crops)
        images, targets = self.pictures.crops(drawn), self.pictures.targets(drawn)
        if self.shifts is not None:
            images = images + self.current(self.shifts)[:, :, None, None]
        logits = self.logits(add_noise(images, self.recipe.noise))
        loss = functional.cross_entropy(logits, targets, label_smoothing=self.recipe.label_smoothing)
        return loss, (logits.detach().argmax(1) == targets).float().mean()

    def descend(self, gradient: Tensor) -> None:
        """One step of SGD with weight decay and Nesterov momentum along a gathered gradient."""
        values, decay, mu = self.flat.values, self.flat.decay, self.recipe.momentum
        gradient = torch.addcmul(gradient, values, decay)
        self.momentum.mul_(mu).add_(gradient)
        values.addcmul_(gradient.add_(self.momentum, alpha=mu), -self.current(self.rates))

    def step(self) -> None:
        loss, right = self.loss()
        gradients = torch.autograd.grad(loss, self.flat.parameters)
        with torch.no_grad():
            self.descend(self.flat.gather(gradients))
            part = self.position * self.parts // self.steps
            self.losses.index_add_(0, part, loss.detach()[None])
            self.right.index_add_(0, part, right[None])
            self.position.add_(1)

    def state(self) -> list[Tensor]:
        """Every tensor that a step changes."""
        own = [self.flat.values, self.momentum, self.position, self.losses, self.right]
        return own + list(self.network.buffers())

    def curve(self) -> dict[str, list[float]]:
        """Mean training loss and share of right answers of every part of the run, while learning."""
        per_part = self.steps / self.parts
        return {
            "loss": [round(loss / per_part, 4) for loss in self.losses.tolist()],
            "accuracy": [round(right / per_part, 4) for right in self.right.tolist()],
        }

    @torch.no_grad()
    def probabilities(self, images: Tensor, batch: int = 2500) -> Tensor:
        """Of uint8 images [N, 32, 32, 3] on the device, one row an image, in evaluation mode."""
        self.network.eval()
        rows = [self.logits(preprocess(part)).softmax(1) for part in images.split(batch)]
        self.network.train()
        return torch.cat(rows)

    def right_answers(self, images: Tensor, labels: Tensor) -> int:
        """How many of these images the network classifies rightly."""
        return int((self.probabilities(images).argmax(1) == labels).sum())
