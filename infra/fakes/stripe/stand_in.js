window.Stripe = undefined
