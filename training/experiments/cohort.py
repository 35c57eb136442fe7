"""Several networks trained in step: on a GPU in one CUDA graph, each on a stream of its own.

Networks of the book's size leave a large GPU idle between their small kernels; side by side they
fill it. Each learns exactly as it would alone.
"""

from collections.abc import Callable

import torch

from experiments.learner import Learner

WARM_UPS = 2


class Cohort:
    """Learners with equally many steps, in parts of equal length."""

    def __init__(self, learners: list[Learner]) -> None:
        self.learners = learners
        self.steps, self.parts = learners[0].steps, learners[0].parts
        if any((l.steps, l.parts) != (self.steps, self.parts) for l in learners):
            raise ValueError("the learners of a cohort need equally many steps and parts")
        self.device = learners[0].device
        self.graph = self.capture() if self.device.type == "cuda" else None

    def step_on_streams(self, streams: list[torch.cuda.Stream]) -> None:
        here = torch.cuda.current_stream()
        for learner, stream in zip(self.learners, streams):
            stream.wait_stream(here)
            with torch.cuda.stream(stream):
                learner.step()
        for stream in streams:
            here.wait_stream(stream)

    def capture(self) -> torch.cuda.CUDAGraph:
        """Records one step of every learner; what the warm-up changed is put back."""
        tensors = [tensor for learner in self.learners for tensor in learner.state()]
        before = [tensor.clone() for tensor in tensors]
        streams = [torch.cuda.Stream() for _ in self.learners]
        warm_up = torch.cuda.Stream()
        warm_up.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(warm_up):
            for _ in range(WARM_UPS):
                self.step_on_streams(streams)
        torch.cuda.current_stream().wait_stream(warm_up)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.step_on_streams(streams)
        with torch.no_grad():
            for tensor, value in zip(tensors, before):
                tensor.copy_(value)
        return graph

    def step(self) -> None:
        if self.graph is not None:
            self.graph.replay()
            return
        for learner in self.learners:
            learner.step()

    def run(self, after_part: Callable[[int], None] = lambda part: None) -> None:
        """All steps; `after_part` is told each time how many parts are over."""
        over = 0
        for step in range(self.steps):
            self.step()
            if (step + 1) * self.parts // self.steps > over:
                over += 1
                after_part(over)
