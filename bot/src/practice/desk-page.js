const form = document.querySelector('#purchase');
const status = form.querySelector('output');

function tell(text, isRefused) {
  status.textContent = text;
  status.classList.toggle('refused', isRefused);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { purchaser, skuPartNumber, quantity, trial } = form.elements;
  const purchase = {
    purchaser: purchaser.value,
    skuPartNumber: skuPartNumber.value,
    quantity: Number(quantity.value),
    trial: trial.checked,
  };
  try {
    const response = await fetch('/practice/purchases', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(purchase),
    });
    const body = await response.json();
    const name = purchaser.selectedOptions[0].textContent.replace(/ \(.*/, '');
    if (response.ok) tell(`${name} bought ${body.totalLicenses} × ${body.skuPartNumber}.`, false);
    else tell(body.error.message, true);
  } catch {
    tell('The practice tenant does not answer. Is npm start still running?', true);
  }
});

for (const button of document.querySelectorAll('button[data-frame]')) {
  button.addEventListener('click', () => {
    document.getElementById(button.dataset.frame).src = button.dataset.src;
    for (const one of button.parentElement.children) one.setAttribute('aria-pressed', String(one === button));
  });
}

const seenBy = document.querySelector('#tab-as');
seenBy.addEventListener('change', () => {
  document.getElementById(seenBy.dataset.frame).src = `${seenBy.dataset.url}?as=${encodeURIComponent(seenBy.value)}`;
});
