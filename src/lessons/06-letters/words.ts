/** Words of four to twelve letters from the text of the lessons. */
export const words: readonly string[] = `
able about above across activation activations added adder adds after again against agree almost
alone along also although always anecdote anew another answer answers anything apart around
arrives arrow asked asks average away back backward backwards band bands because become becomes
been before begins behind below best better between beyond bias biases binary bits blame blue
both bound brackets budget builds called calls came candidate cannot carousel carries carry case
cell cells chain change changes check choice choose chosen clipped clipping close code colour
column columns come comes compare compute computes constant copy core could countries country
counts course cure curve curves decides defaults delay deltas depend depends derivative descent
difference different digit digits direction distance document does done dots dotted double down
drag draw drawing drawn draws each earlier early easy edge effort either element else elsewhere
empty ends enough equal equation equations error even ever every everything everywhere exactly
examples exercise expect experiment explode explodes exploding factor fade fades fall falls fast
faster fastest feeds fewer fifty figure figures fillers find finds first five flat flows folded
follow follows forget forgets forgotten forward forwards found four fraction fresh from full
function further gate gates generator gets give gives goes gone good gradient gradients grid
grows guessing half hand hands happen hard hardly have held help helps here hidden high hold
holds hundred image index input inputs inside into introduction iteration iterations itself jobs
just keep keeps kept kind kinds know known knows lags language large larger largest last later
layer layers learn learned learning learns least leave leaves left legend length less lesson
lessons lets letter letters level lies like line linear lines list little logarithmic long
longer look looks loop loses loss lost lowest made make makes many maps matrices matrix matter
matters mean meaning means measure measured measures median memory middle minutes mistake
mixture moment more most move moves much multiplied multiplies multiply must near nearly need
needs neither network networks never next nine nobody none note nothing nudge number numbers
often once ones only open opens order other others ours output over page pairs pale parameter
parameters part parts pass passes path picture pictures place places plain plane play point
points power press probability product program pulse purpose push question radius random range
rate reaches read reads real recurrent region remember remembers report rest result results
returns right ring rises room round rows rule running runs same saturation says scale script
second seed seeds seen sees sentence sentences sequence sets several shape share short should
show showed shown shows shrinks shut shuts side sides sigmoid sigmoids sign signal since single
sixteen size sizes slider slip slips slope slopes slow slowest slowly small smaller smallest
soft solutions some someone something source space spectral spirals spread square stand stands
start starts state stay stays step steps still story straight stretches strongly stuck such sums
sure surface sweep switch symbol take takes tangent tanh target task tell tells term test than
that their them then there these they thing things third this those three through thrown time
times together told trace trained training transposed true tuning turn turned turns twice unit
units unrolled until updates used uses value values vanish vanishes vanishing vector wait walk
wall watch weight weights well were what whatever when where whether which while whole whose
wide will with within without word words work worked works worse would write writes written
wrong your zero zeros
`
	.trim()
	.split(/\s+/);
