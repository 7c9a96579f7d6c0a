// The training steps of src/network in C++: the same equations, the same update after each sequence.
// Plain loops over rows, in an order that suits memory; -O3 -march=native -ffast-math turns them into
// the widest vectors that the processor has. What it is asked on standard input: see peer.ts.
#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

using Numbers = std::vector<double>;

constexpr int X = 2;
constexpr double rate = 0.1;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/** row += vector · matrix, with matrix of `rows` × `columns`. */
void add_product(double* __restrict row, const double* __restrict vector,
				 const double* __restrict matrix, int rows, int columns) {
	for (int i = 0; i < rows; i++) {
		const double factor = vector[i];
		for (int j = 0; j < columns; j++) row[j] += factor * matrix[i * columns + j];
	}
}

/** vector · row, of `columns` numbers. */
double dot(const double* __restrict vector, const double* __restrict row, int columns) {
	double sum = 0;
	for (int j = 0; j < columns; j++) sum += vector[j] * row[j];
	return sum;
}

/** matrix −= rate Σ_t leftᵀ right, row by row, so that each row comes from memory once. */
void descend(double* __restrict matrix, const double* __restrict left, int rows,
			 const double* __restrict right, int columns, int T) {
	for (int i = 0; i < rows; i++)
		for (int t = 0; t < T; t++) {
			const double factor = rate * left[t * rows + i];
			for (int j = 0; j < columns; j++) matrix[i * columns + j] -= factor * right[t * columns + j];
		}
}

struct Network {
	const int H, T;
	/** h from h^0 = 0 on, and what the output layer makes of it. */
	Numbers h, W, delta_y, y;
	double b_y = 0;

	Network(int H, int T) : H(H), T(T), h((T + 1) * H), W(H), delta_y(T), y(T) {}
	virtual ~Network() = default;
	/** One sequence: forward, backward, update. Returns Σ_t |d^t − y^t|. */
	virtual double train(const double* x, const double* d) = 0;

	double output(const double* d) {
		double error = 0;
		for (int t = 0; t < T; t++) {
			y[t] = sigmoid(dot(&h[(t + 1) * H], W.data(), H) + b_y);
			error += std::abs(d[t] - y[t]);
			delta_y[t] = (y[t] - d[t]) * y[t] * (1 - y[t]);
		}
		return error;
	}
};

struct Rnn : Network {
	Numbers V, U, delta_h, net;

	Rnn(int H, int T, std::istream& numbers)
		: Network(H, T), V(X * H), U(H * H), delta_h(T * H), net(H) {
		for (Numbers* matrix : {&V, &U, &W})
			numbers.read(reinterpret_cast<char*>(matrix->data()), matrix->size() * sizeof(double));
	}

	double train(const double* x, const double* d) override {
		for (int t = 0; t < T; t++) {
			std::fill(net.begin(), net.end(), 0.0);
			add_product(net.data(), x + t * X, V.data(), X, H);
			if (t > 0) add_product(net.data(), &h[t * H], U.data(), H, H);
			for (int j = 0; j < H; j++) h[(t + 1) * H + j] = sigmoid(net[j]);
		}
		const double error = output(d);
		for (int t = T - 1; t >= 0; t--)
			for (int i = 0; i < H; i++) {
				double sum = delta_y[t] * W[i];
				if (t + 1 < T) sum += dot(&delta_h[(t + 1) * H], &U[i * H], H);
				const double state = h[(t + 1) * H + i];
				delta_h[t * H + i] = sum * state * (1 - state);
			}
		descend(V.data(), x, X, delta_h.data(), H, T);
		descend(U.data(), h.data(), H, delta_h.data(), H, T);
		descend(W.data(), delta_y.data(), 1, &h[H], H, T);
		return error;
	}
};

struct Lstm : Network {
	/** Gates f, i, C, o side by side: 4 H columns. */
	const int columns;
	Numbers W_h, W_x, b, gates, C, tanh_C, delta, delta_h, delta_C;

	Lstm(int H, int T, std::istream& numbers)
		: Network(H, T), columns(4 * H), W_h(H * columns), W_x(X * columns), b(columns),
		  gates(T * columns), C((T + 1) * H), tanh_C(T * H), delta(T * columns), delta_h(H),
		  delta_C(H) {
		auto read = [&](double* to, int count) {
			numbers.read(reinterpret_cast<char*>(to), count * sizeof(double));
		};
		for (int gate = 0; gate < 4; gate++) {
			for (int i = 0; i < H; i++) read(&W_h[i * columns + gate * H], H);
			for (int i = 0; i < X; i++) read(&W_x[i * columns + gate * H], H);
		}
		read(b.data(), columns);
		read(W.data(), H);
		read(&b_y, 1);
	}

	double train(const double* x, const double* d) override {
		for (int t = 0; t < T; t++) {
			double* __restrict f = &gates[t * columns];
			double* __restrict i = f + H;
			double* __restrict C_hat = i + H;
			double* __restrict o = C_hat + H;
			std::copy(b.begin(), b.end(), f);
			add_product(f, x + t * X, W_x.data(), X, columns);
			if (t > 0) add_product(f, &h[t * H], W_h.data(), H, columns);
			for (int j = 0; j < 2 * H; j++) f[j] = sigmoid(f[j]);
			for (int j = 0; j < H; j++) C_hat[j] = std::tanh(C_hat[j]);
			for (int j = 0; j < H; j++) o[j] = sigmoid(o[j]);
			const double* __restrict before = &C[t * H];
			double* __restrict now = &C[(t + 1) * H];
			for (int j = 0; j < H; j++) now[j] = f[j] * before[j] + i[j] * C_hat[j];
			for (int j = 0; j < H; j++) tanh_C[t * H + j] = std::tanh(now[j]);
			for (int j = 0; j < H; j++) h[(t + 1) * H + j] = o[j] * tanh_C[t * H + j];
		}
		const double error = output(d);
		std::fill(delta_C.begin(), delta_C.end(), 0.0);
		for (int t = T - 1; t >= 0; t--) {
			for (int j = 0; j < H; j++) {
				delta_h[j] = delta_y[t] * W[j];
				if (t + 1 < T)
					delta_h[j] += dot(&delta[(t + 1) * columns], &W_h[j * columns], columns);
			}
			const double* __restrict f = &gates[t * columns];
			const double* __restrict i = f + H;
			const double* __restrict C_hat = i + H;
			const double* __restrict o = C_hat + H;
			const double* __restrict squashed = &tanh_C[t * H];
			const double* __restrict before = &C[t * H];
			double* __restrict to = &delta[t * columns];
			double* __restrict dC = delta_C.data();
			for (int j = 0; j < H; j++) {
				dC[j] += delta_h[j] * o[j] * (1 - squashed[j] * squashed[j]);
				to[j] = dC[j] * before[j] * f[j] * (1 - f[j]);
				to[H + j] = dC[j] * C_hat[j] * i[j] * (1 - i[j]);
				to[2 * H + j] = dC[j] * i[j] * (1 - C_hat[j] * C_hat[j]);
				to[3 * H + j] = delta_h[j] * squashed[j] * o[j] * (1 - o[j]);
				dC[j] *= f[j];
			}
		}
		descend(W_x.data(), x, X, delta.data(), columns, T);
		descend(W_h.data(), h.data(), H, delta.data(), columns, T);
		for (int t = 0; t < T; t++)
			for (int j = 0; j < columns; j++) b[j] -= rate * delta[t * columns + j];
		descend(W.data(), delta_y.data(), 1, &h[H], H, T);
		for (int t = 0; t < T; t++) b_y -= rate * delta_y[t];
		return error;
	}
};

int main() {
	std::unique_ptr<Network> network;
	Numbers x, d;
	int examples = 0, T = 0, next = 0;
	auto step = [&] {
		const double error = network->train(&x[next * T * X], &d[next * T]);
		next = (next + 1) % examples;
		return error;
	};
	std::string line;
	while (std::getline(std::cin, line)) {
		std::istringstream words(line);
		std::string command;
		words >> command;
		if (command == "prepare") {
			std::string model, path;
			int H;
			words >> model >> H >> T >> examples >> path;
			std::ifstream numbers(path, std::ios::binary);
			x.resize(examples * T * X);
			d.resize(examples * T);
			for (Numbers* block : {&x, &d})
				numbers.read(reinterpret_cast<char*>(block->data()), block->size() * sizeof(double));
			network.reset();
			if (model == "rnn") network = std::make_unique<Rnn>(H, T, numbers);
			else network = std::make_unique<Lstm>(H, T, numbers);
			next = 0;
			double error = 0;
			for (int e = 0; e < examples; e++) error += step();
			std::printf("%.17g\n", error);
		} else if (command == "run") {
			double seconds, used = 0;
			words >> seconds;
			using Clock = std::chrono::steady_clock;
			auto until = Clock::now() + std::chrono::duration<double>(seconds);
			const auto before = std::clock();
			long iterations = 0;
			// The clock is asked often, being cheap, and the processor time only when it is over.
			while (used < seconds) {
				for (int k = 0; k < 4; k++, iterations++) step();
				if (Clock::now() < until) continue;
				used = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
				until += std::chrono::duration<double>(seconds - used);
			}
			std::printf("%.17g\n", used / iterations * 1e9);
		} else {
			rusage usage;
			getrusage(RUSAGE_SELF, &usage);
			std::printf("%ld\n", usage.ru_maxrss * 1024);
		}
		std::fflush(stdout);
	}
}
